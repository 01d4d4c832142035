import { createHash } from 'node:crypto'
import {
  type Archive,
  type ArchiveEntry,
  attributeValue,
  formatSection,
  isCoveredBySignature,
  MANIFEST_NAME,
  type ManifestAttribute,
  parseManifest,
} from '../jar/index.ts'

/** The two files that carry the digests, and the entries they stand for. */
export interface SignatureFiles {
  /** META-INF/MANIFEST.MF */
  manifest: Uint8Array
  /** META-INF/NAME.SF, the bytes that the block signs. */
  signatureFile: Uint8Array
  /** The archive's own files, in their order; old signatures, the old manifest and directories are not among them. */
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
export function writeSignatureFiles(archive: Archive): SignatureFiles {
  const entries = archive.entries.filter(({ name }) => isCoveredBySignature(name))
  const oldManifest = readOldManifest(archive)
  const mainSection = formatSection(mainAttributes(oldManifest?.main.attributes ?? []))
  const sections = entries.map((entry) => {
    const kept = (oldManifest?.section(entry.name)?.attributes ?? []).filter(isKept)
    const name = { name: 'Name', value: entry.name }
    const digest = { name: 'SHA-256-Digest', value: sha256(entry.content()) }
    return { name, bytes: formatSection([name, ...kept, digest]) }
  })
  const manifest = Buffer.concat([mainSection, ...sections.map(({ bytes }) => bytes)])
  const signatureMain = formatSection([
    { name: 'Signature-Version', value: '1.0' },
    CREATED_BY,
    { name: 'SHA-256-Digest-Manifest', value: sha256(manifest) },
    { name: 'SHA-256-Digest-Manifest-Main-Attributes', value: sha256(mainSection) },
  ])
  const signatureSections = sections.map(({ name, bytes }) =>
    formatSection([name, { name: 'SHA-256-Digest', value: sha256(bytes) }]),
  )
  return { manifest, signatureFile: Buffer.concat([signatureMain, ...signatureSections]), entries }
}

function readOldManifest(archive: Archive): ReturnType<typeof parseManifest> | undefined {
  const entry = archive.entries.find(({ name }) => name.toUpperCase() === MANIFEST_NAME)
  return entry === undefined ? undefined : parseManifest(entry.content(), entry.name)
}

/** Java reads a manifest only if its version comes first. */
function mainAttributes(old: readonly ManifestAttribute[]): ManifestAttribute[] {
  const section = { attributes: [...old], raw: new Uint8Array() }
  const version = { name: 'Manifest-Version', value: attributeValue(section, 'Manifest-Version') ?? '1.0' }
  const others = old.filter(({ name }) => name.toLowerCase() !== 'manifest-version')
  const hasCreator = attributeValue(section, 'Created-By') !== undefined
  return [version, ...(hasCreator ? others : [CREATED_BY, ...others])]
}

function isKept({ name }: ManifestAttribute): boolean {
  return name.toLowerCase() !== 'name' && !DIGEST_ATTRIBUTE.test(name)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
