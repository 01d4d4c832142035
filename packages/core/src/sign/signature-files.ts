import { createHash } from 'node:crypto'
import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  type ArchiveEntry,
  attributeValue,
  checkEntryDigests,
  formatSection,
  isCoveredBySignature,
  isDirectoryName,
  isManifestName,
  isSignatureFileName,
  MANIFEST_NAME,
  type ManifestAttribute,
  parseManifest,
} from '../format/zip/index.ts'

/** The two files that carry the digests, and the entries they stand for. */
export interface SignatureFiles {
  /** META-INF/MANIFEST.MF */
  manifest: Uint8Array
  /** META-INF/NAME.SF, the bytes that the block signs. */
  signatureFile: Uint8Array
  /** All other entries, in their order, as they are to be copied; directories are not among them. */
  entries: ArchiveEntry[]
}

const CREATED_BY: ManifestAttribute = { name: 'Created-By', value: 'tacosmith' }
const DIGEST_ATTRIBUTE = /-Digest(?:-[a-z-]+)?$/i

/**
 * Writes manifest and signature file for an archive, with SHA-256 digests, which all JDKs know.
 *
 * What an existing manifest says beside digests is kept.
 *
 * @throws TacosmithError `archive-malformed` when the existing manifest or an entry cannot be read.
 */
export async function writeSignatureFiles(archive: Archive): Promise<SignatureFiles> {
  const entries = archive.entries.filter(({ name }) => isCoveredBySignature(name))
  const oldManifest = readOldManifest(archive)
  const mainSection = formatSection(mainAttributes(oldManifest?.main.attributes ?? []))
  const sections: SectionBytes[] = []
  for (const entry of entries) {
    const kept = (oldManifest?.section(entry.name)?.attributes ?? []).filter(isKept)
    const digest = { name: 'SHA-256-Digest', value: await digestOf(entry) }
    const bytes = formatSection([{ name: 'Name', value: entry.name }, ...kept, digest])
    sections.push({ name: entry.name, bytes })
  }
  const manifest = Buffer.concat([mainSection, ...sections.map(({ bytes }) => bytes)])
  return { manifest, signatureFile: writeSignatureFile(manifest, mainSection, sections), entries }
}

/**
 * Writes a further signature file for an archive that is signed already, over the manifest that it has.
 *
 * @throws TacosmithError `usage` when the archive is not signed or a file in it is not covered by good digests, so that
 * the manifest would have to change and with it the signatures that are there.
 */
export async function addSignatureFile(archive: Archive): Promise<SignatureFiles> {
  const manifestEntry = archive.entries.find(({ name }) => isManifestName(name))
  if (manifestEntry === undefined || !archive.entries.some(({ name }) => isSignatureFileName(name))) {
    throw notSigned('it is not signed')
  }
  const bytes = manifestEntry.content()
  const manifest = parseManifest(bytes, MANIFEST_NAME)
  const sections: SectionBytes[] = []
  for (const entry of archive.entries.filter(({ name }) => isCoveredBySignature(name))) {
    const section = manifest.section(entry.name)
    if (section === undefined || (await checkEntryDigests(section, entry)) !== 'match') {
      throw notSigned(`"${entry.name}" has no matching digest of SHA-256 or stronger in its manifest`)
    }
    sections.push({ name: entry.name, bytes: section.raw })
  }
  return {
    manifest: bytes,
    signatureFile: writeSignatureFile(bytes, manifest.main.raw, sections),
    entries: archive.entries.filter((entry) => entry !== manifestEntry && !isDirectoryName(entry.name)),
  }
}

/** A section of the manifest: the entry that it is about, and how it is written. */
interface SectionBytes {
  name: string
  bytes: Uint8Array
}

function notSigned(reason: string): TacosmithError {
  return new TacosmithError(
    'usage',
    `a signer can only be added to a file that is signed as a whole: ${reason}`,
    {
      help: 'Sign it again without --add-signer, which replaces the existing signatures.',
    },
  )
}

function writeSignatureFile(
  manifest: Uint8Array,
  mainSection: Uint8Array,
  sections: readonly SectionBytes[],
): Uint8Array {
  const signatureMain = formatSection([
    { name: 'Signature-Version', value: '1.0' },
    CREATED_BY,
    { name: 'SHA-256-Digest-Manifest', value: sha256(manifest) },
    { name: 'SHA-256-Digest-Manifest-Main-Attributes', value: sha256(mainSection) },
  ])
  const signatureSections = sections.map(({ name, bytes }) =>
    formatSection([
      { name: 'Name', value: name },
      { name: 'SHA-256-Digest', value: sha256(bytes) },
    ]),
  )
  return Buffer.concat([signatureMain, ...signatureSections])
}

function readOldManifest(archive: Archive): ReturnType<typeof parseManifest> | undefined {
  const entry = archive.entries.find(({ name }) => name.toUpperCase() === MANIFEST_NAME)
  return entry === undefined ? undefined : parseManifest(entry.content(), entry.name)
}

/** Java reads a manifest only if its version comes first. */
function mainAttributes(old: readonly ManifestAttribute[]): ManifestAttribute[] {
  const section = { attributes: [...old] }
  const version = { name: 'Manifest-Version', value: attributeValue(section, 'Manifest-Version') ?? '1.0' }
  const others = old.filter(({ name }) => name.toLowerCase() !== 'manifest-version')
  const hasCreator = attributeValue(section, 'Created-By') !== undefined
  return [version, ...(hasCreator ? others : [CREATED_BY, ...others])]
}

function isKept({ name }: ManifestAttribute): boolean {
  return name.toLowerCase() !== 'name' && !DIGEST_ATTRIBUTE.test(name)
}

async function digestOf(entry: ArchiveEntry): Promise<string> {
  const hash = createHash('sha256')
  await entry.eachPiece((piece) => hash.update(piece))
  return hash.digest('base64')
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
