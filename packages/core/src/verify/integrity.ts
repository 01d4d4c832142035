import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  type ArchiveBytes,
  type ArchiveEntry,
  type ByteSource,
  byteSource,
  checkDigests,
  checkEntryDigests,
  isCoveredBySignature,
  isManifestName,
  isSignatureFileName,
  linesFor,
  MANIFEST_NAME,
  type Manifest,
  parseManifest,
  readArchive,
  readArchiveAsJava,
} from '../format/zip/index.ts'
import { weakDigest } from './manifest-digests.ts'
import { pairSignatureFiles, type VerifiedSignature, verifySignaturePair } from './signature-block.ts'
import { EXIT_FAILURE, EXIT_UNSIGNED, type Problem, problem, warning } from './verdict.ts'

/** What a `.taco` proves by itself, regardless of whether the signer is trusted. */
export interface Integrity {
  signatures: VerifiedSignature[]
  /** The names of the files that a signature has to cover. */
  entries: string[]
  problems: Problem[]
  /** For an archive that is refused: what jarsigner makes of it. */
  java?: Integrity
}

/**
 * Checks that the archive is well formed, that every file in it is covered by an unbroken chain of digests up to a
 * signature, and that the signature is made with the key of the certificate it names.
 */
export async function checkIntegrity(bytes: ArchiveBytes): Promise<Integrity> {
  const source = byteSource(bytes)
  const integrity = await judge(source)
  // Of a file that changed meanwhile nothing can be said, not even that it is malformed.
  source.checkUnchanged()
  return integrity
}

async function judge(source: ByteSource): Promise<Integrity> {
  try {
    return await checkArchive(readBounded(source))
  } catch (error) {
    if (!(error instanceof TacosmithError) || error.code !== 'archive-malformed') throw error
    const details = error.help === undefined ? {} : { help: error.help }
    // What jarsigner exits with is another question: it overlooks much of this.
    const refusal = problem('malformed', 0, 'taco-malformed', error.message, details)
    const seen = await readAsJarsigner(source)
    if (seen !== undefined) return { signatures: [], entries: [], problems: [refusal], java: seen }
    return { signatures: [], entries: [], problems: [{ ...refusal, exit: EXIT_FAILURE }] }
  }
}

/** What jarsigner finds in an archive that we refuse; undefined where it fails too. */
async function readAsJarsigner(source: ByteSource): Promise<Integrity | undefined> {
  try {
    const archive = readArchiveAsJava(source)
    refuseLargeSignatureFiles(archive)
    const manifests = archive.entries.filter(({ name }) => isManifestName(name))
    const seen = await checkArchive(archive)
    if (manifests.length < 2) return seen
    return { ...seen, problems: [problem('malformed', EXIT_UNSIGNED, 'taco-malformed', 'two manifests')] }
  } catch (error) {
    if (error instanceof TacosmithError && error.code === 'environment') throw error
    return undefined
  }
}

/** A connector has some dozen files of at most 3 MB; this leaves room for drivers and pictures, not for bombs. */
const LIMITS = { entries: 65_534, totalSize: 512 * 1024 * 1024 }
/** What JDK 8 reads of a manifest or a signature file; newer ones read twice as much. */
const MAXIMUM_SIGNATURE_FILE_BYTES = 8_000_000
/** Files may have been taken out, which is reported in detail. */
const SPARE_SECTIONS = 1000
const LF = 0x0a
const CR = 0x0d

function readBounded(source: ByteSource): Archive {
  const archive = readArchive(source, LIMITS)
  refuseLargeSignatureFiles(archive)
  return archive
}

function refuseLargeSignatureFiles({ entries }: Archive): void {
  const large = entries.find(
    ({ name, size }) =>
      size > MAXIMUM_SIGNATURE_FILE_BYTES && (isManifestName(name) || isSignatureFileName(name)),
  )
  if (large === undefined) return
  throw new TacosmithError(
    'archive-malformed',
    `${large.name} is larger than a JDK reads (${large.size} bytes)`,
    {
      help: 'Package the connector again; the manifest of a connector takes only a few kilobytes.',
    },
  )
}

/** A manifest of 8 MB that lists what is not there takes seconds to read, and can only be wrong. */
function refuseLongList(manifest: Uint8Array, entries: number): void {
  let blankLines = 0
  let before: number | undefined
  for (const byte of manifest) {
    // CRLF is one line end, all other pairs are two.
    if ((before === LF && (byte === LF || byte === CR)) || (before === CR && byte === CR)) blankLines += 1
    before = byte
  }
  if (blankLines <= entries + SPARE_SECTIONS) return
  throw new TacosmithError(
    'archive-malformed',
    `${MANIFEST_NAME} lists far more files than the ${entries} of the archive`,
    {
      help: 'Package the connector again, to write a new manifest.',
    },
  )
}

async function checkArchive(archive: Archive): Promise<Integrity> {
  const manifestEntry = archive.entries.find(({ name }) => isManifestName(name))
  const entries = archive.entries.map(({ name }) => name).filter(isCoveredBySignature)
  const { pairs, problems } = pairSignatureFiles(archive)
  if (manifestEntry === undefined || pairs.length === 0) {
    return { signatures: [], entries, problems: [...problems, unsigned(manifestEntry)] }
  }
  const manifestBytes = manifestEntry.content()
  refuseLongList(manifestBytes, archive.entries.length)
  const manifest = parseManifest(manifestBytes, MANIFEST_NAME, linesFor(archive.entries.length))
  const results = pairs.map((pair) => verifySignaturePair(pair, manifest, manifestBytes))
  const signatures = results.flatMap(({ signature }) => (signature === undefined ? [] : [signature]))
  const seenByJava = results.some(
    ({ signature, problems: found }) =>
      signature !== undefined && found.every(({ exit }) => exit !== EXIT_UNSIGNED),
  )
  const entryProblems: Problem[] = []
  for (const entry of archive.entries) {
    if (isCoveredBySignature(entry.name)) {
      entryProblems.push(...(await checkEntry(entry, manifest, signatures)))
    }
  }
  return {
    signatures,
    entries,
    problems: [
      ...problems,
      ...results.flatMap((result) => result.problems).map((one) => (seenByJava ? asOneOfSeveral(one) : one)),
      ...entryProblems,
      ...checkDeletedEntries(archive, manifest),
      ...checkManifestPosition(archive, manifestEntry),
    ],
  }
}

/** jarsigner passes over a signature that it cannot read if there is another one. */
function asOneOfSeveral(one: Problem): Problem {
  return one.exit === EXIT_UNSIGNED ? { ...one, exit: 0 } : one
}

function unsigned(manifestEntry: ArchiveEntry | undefined): Problem {
  // jarsigner calls an archive without manifest unsigned, and finds nothing wrong with that.
  const exit = manifestEntry === undefined ? 0 : EXIT_UNSIGNED
  return problem('unsigned', exit, 'taco-unsigned', 'the file is not signed', {
    help: 'Sign it with a code signing certificate (tacosmith sign, or the option sign of the build).',
  })
}

async function checkEntry(
  entry: ArchiveEntry,
  manifest: Manifest,
  signatures: readonly VerifiedSignature[],
): Promise<Problem[]> {
  const file = entry.name
  const section = manifest.section(file)
  const check = section === undefined ? 'absent' : await checkEntryDigests(section, entry)
  if (check === 'mismatch') {
    const message = `"${file}" was changed after the file was signed`
    const help = 'Build and sign the file again; a signed file must not be edited.'
    return [problem('tampered', EXIT_FAILURE, 'taco-entry-changed', message, { file, help })]
  }
  if (section !== undefined && check === 'absent') return [weakDigest(file, MANIFEST_NAME)]
  const covered = signatures.length > 0 && signatures.every((signature) => signature.covered.has(file))
  if (section !== undefined && (covered || signatures.length === 0)) return []
  const message = `"${file}" is not covered by the signature`
  const help = 'Sign the file again after the last file was added.'
  // One signature that covers it is enough for jarsigner.
  const exit = signatures.some((signature) => signature.covered.has(file)) ? 0 : EXIT_UNSIGNED
  return [problem('partially-signed', exit, 'taco-unsigned-entry', message, { file, help })]
}

/** Java does not notice that a signed file is gone. */
function checkDeletedEntries(archive: Archive, manifest: Manifest): Problem[] {
  return manifest.sections
    .filter(
      (section) =>
        archive.entry(section.name) === undefined &&
        checkDigests(section, '-Digest', new Uint8Array()) !== 'absent',
    )
    .map(({ name }) =>
      problem('tampered', 0, 'taco-entry-deleted', `"${name}" was signed but is no longer in the file`, {
        file: name,
        help: 'Build and sign the file again; a signed file must not be edited.',
      }),
    )
}

function checkManifestPosition(archive: Archive, manifestEntry: ArchiveEntry): Problem[] {
  const [first] = archive.entries.filter(({ name }) => name !== 'META-INF/')
  if (first === manifestEntry) return []
  const message = `${MANIFEST_NAME} is not the first entry: programs that read the file as a stream do not see the signature`
  return [warning('taco-manifest-not-first', message, 'Sign the file again; that puts the manifest first.')]
}
