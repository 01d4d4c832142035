import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  type ArchiveBytes,
  type ByteSource,
  byteSource,
  isCoveredBySignature,
  isManifestName,
  isPolicyHelp,
  linesFor,
  MANIFEST_NAME,
  type Manifest,
  mayJavaOpen,
  parseManifest,
  readArchive,
} from '../format/zip/index.ts'
import {
  refuseLargeSignatureFiles,
  refuseLargeSignatures,
  refuseLongList,
  refuseSizesBehindStoredEntries,
} from './archive-limits.ts'
import { checkDeletedEntries, checkEntries, checkNewerDigests, readAll } from './entry-checks.ts'
import { type VerifiedSignature, verifySignaturePair } from './signature-block.ts'
import { pairSignatureFiles, type SignaturePairs } from './signature-pairs.ts'
import { ignoredProblem } from './signature-problems.ts'
import { EXIT_FAILURE, EXIT_UNSIGNED, type JarsignerExit, type Problem, problem, warning } from './verdict.ts'

/** What a `.taco` proves by itself, regardless of whether the signer is trusted. */
export interface Integrity {
  /** Those that Java takes for signatures. */
  signatures: VerifiedSignature[]
  /** The names of the files that a signature has to cover. */
  entries: string[]
  problems: Problem[]
  /** What jarsigner exits with, apart from what it says about the signers. */
  exit: JarsignerExit
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

/** A connector has some dozen files of at most 3 MB; this leaves room for drivers and pictures, not for bombs. */
const LIMITS = { entries: 65_534, totalSize: 512 * 1024 * 1024 }

async function judge(source: ByteSource): Promise<Integrity> {
  try {
    const archive = readArchive(source, LIMITS)
    refuseLargeSignatureFiles(archive)
    refuseLargeSignatures(archive)
    refuseSizesBehindStoredEntries(archive)
    return await checkArchive(archive)
  } catch (error) {
    // Where Java can open the file, it overlooks much of this, and each release something else.
    return malformed(error, mayJavaOpen(source) ? null : EXIT_FAILURE)
  }
}

/** @throws what is not about the archive */
function malformed(error: unknown, exit: JarsignerExit): Integrity {
  if (!(error instanceof TacosmithError) || error.code !== 'archive-malformed') throw error
  const details = error.help === undefined ? {} : { help: error.help }
  const refusal = problem('malformed', 0, 'taco-malformed', error.message, details)
  return { signatures: [], entries: [], problems: [refusal], exit }
}

async function checkArchive(archive: Archive): Promise<Integrity> {
  const manifestEntry = archive.entries.find(({ name }) => isManifestName(name))
  const paired = pairSignatureFiles(archive)
  const entries = archive.entries.map(({ name }) => name).filter(isCoveredBySignature)
  if (manifestEntry === undefined) {
    for (const entry of archive.entries) await readAll(entry)
    // jarsigner calls an archive without manifest unsigned and finds nothing wrong with that, unless it fails at a block.
    const exit = paired.pairs.length > 0 || paired.hasUnpairedSignature ? null : 0
    return { signatures: [], entries, problems: [...paired.problems, unsigned()], exit }
  }
  const manifestBytes = manifestEntry.content()
  refuseLongList(manifestBytes, archive.entries.length)
  const manifest = parseOrRefuse(manifestBytes, archive)
  if ('problems' in manifest) return manifest
  const integrity = await checkSignatures(archive, manifest, manifestBytes, paired)
  return {
    ...integrity,
    entries,
    problems: [...integrity.problems, ...checkManifestPosition(archive)],
  }
}

function parseOrRefuse(bytes: Uint8Array, archive: Archive): Manifest | Integrity {
  try {
    return parseManifest(bytes, MANIFEST_NAME, linesFor(archive.entries.length))
  } catch (error) {
    const isRead = error instanceof TacosmithError && isPolicyHelp(error.help)
    return malformed(error, isRead ? null : EXIT_FAILURE)
  }
}

async function checkSignatures(
  archive: Archive,
  manifest: Manifest,
  manifestBytes: Uint8Array,
  { pairs, problems, hasUnpairedSignature }: SignaturePairs,
): Promise<Integrity> {
  const outcomes = pairs.map((pair) => verifySignaturePair(pair, manifest, manifestBytes))
  const signatures = outcomes.flatMap((one) => (one.outcome === 'counts' ? [one.signature] : []))
  const isSeenByJava = !outcomes.some(({ outcome }) => outcome === 'unreadable')
  const entries = await checkEntries(archive, manifest, signatures)
  const newerDigests = checkNewerDigests(manifest)
  const isUnpredictable =
    hasUnpairedSignature ||
    newerDigests.length > 0 ||
    outcomes.some(
      (one) => one.outcome === 'unknown' || (one.outcome === 'ignored' && one.ignored.isCertain === false),
    )
  const hasFailure = outcomes.some(({ outcome }) => outcome === 'failure') || entries.hasFailure
  return {
    signatures,
    entries: [],
    problems: [
      ...problems,
      ...outcomes.flatMap((one) =>
        one.outcome === 'ignored' ? [ignoredProblem(one.ignored, signatures.length > 0)] : one.problems,
      ),
      ...(pairs.length === 0 ? [unsigned()] : []),
      ...entries.problems,
      ...newerDigests,
      ...checkDeletedEntries(archive, manifest),
    ],
    exit: isUnpredictable
      ? null
      : !isSeenByJava
        ? exitWithoutSignatures(archive)
        : hasFailure
          ? EXIT_FAILURE
          : entries.hasUnsignedEntry
            ? EXIT_UNSIGNED
            : 0,
  }
}

/** Where Java gives up on all signatures, it fails when it reads the file once more as a stream, manifest first. */
function exitWithoutSignatures(archive: Archive): JarsignerExit {
  return isManifestFirst(archive) ? EXIT_FAILURE : EXIT_UNSIGNED
}

function unsigned(): Problem {
  return problem('unsigned', 0, 'taco-unsigned', 'the file is not signed', {
    help: 'Sign it with a code signing certificate (tacosmith sign, or the option sign of the build).',
  })
}

function isManifestFirst({ entries }: Archive): boolean {
  const [first] = entries.filter(({ name }) => name !== 'META-INF/')
  return first !== undefined && isManifestName(first.name)
}

function checkManifestPosition(archive: Archive): Problem[] {
  if (isManifestFirst(archive)) return []
  const message = `${MANIFEST_NAME} is not the first entry: programs that read the file as a stream do not see the signature`
  return [warning('taco-manifest-not-first', message, 'Sign the file again; that puts the manifest first.')]
}
