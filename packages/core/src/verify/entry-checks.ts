import {
  type Archive,
  type ArchiveEntry,
  checkEntryDigests,
  digestAttributes,
  type EntryDigestCheck,
  isCoveredBySignature,
  isDirectoryName,
  isManifestName,
  MANIFEST_NAME,
  type Manifest,
  newerDigests,
  policyHelp,
} from '../format/zip/index.ts'
import type { VerifiedSignature } from './signature-block.ts'
import { type Problem, problem } from './verdict.ts'

/** What the entries of an archive are like. */
export interface EntryChecks {
  problems: Problem[]
  /** Java gives up on the file because of one of them. */
  hasFailure: boolean
  /** For Java, one of those that a signature has to cover is not signed. */
  hasUnsignedEntry: boolean
}

/** Compares every entry with the manifest, and looks which signatures cover it. */
export async function checkEntries(
  archive: Archive,
  manifest: Manifest,
  signatures: readonly VerifiedSignature[],
): Promise<EntryChecks> {
  const checks: EntryCheck[] = []
  for (const entry of archive.entries) {
    if (isDirectoryName(entry.name) || isManifestName(entry.name)) await readAll(entry)
    else checks.push(await checkEntry(entry, manifest, signatures))
  }
  return {
    problems: checks.flatMap(({ problems }) => problems),
    hasFailure: checks.some(({ java }) => java === 'failure'),
    hasUnsignedEntry: checks.some(({ java }) => java === 'unsigned'),
  }
}

interface EntryCheck {
  problems: Problem[]
  java: 'signed' | 'unsigned' | 'failure' | 'passed over'
}

const FAILURES: ReadonlySet<EntryDigestCheck> = new Set(['mismatch', 'absent', 'unreadable'])

/** Files that make up a signature need none themselves; if one covers them all the same, their digests have to match. */
async function checkEntry(
  entry: ArchiveEntry,
  manifest: Manifest,
  signatures: readonly VerifiedSignature[],
): Promise<EntryCheck> {
  const needed = isCoveredBySignature(entry.name)
  const name = withoutRoot(entry.name)
  const covering = signatures.filter(({ covered }) => covered.has(name))
  const section = sectionFor(name, manifest)
  const check = section === undefined ? 'absent' : await checkEntryDigests(section, entry)
  if (section === undefined) await readAll(entry)
  if (!needed && covering.length === 0) return { problems: [], java: 'passed over' }
  if (covering.length === 0) {
    const changed = check === 'mismatch' ? [changedEntry(entry.name)] : []
    return { problems: [...changed, ...notCovered(entry.name, signatures)], java: 'unsigned' }
  }
  const problems = [
    ...digestProblems(entry.name, section !== undefined, check),
    ...(covering.length < signatures.length && needed ? [partlyCovered(entry.name)] : []),
  ]
  return {
    problems,
    java: FAILURES.has(check) ? 'failure' : check === 'weak' && needed ? 'unsigned' : 'signed',
  }
}

/**
 * Java stops at an entry that it cannot unpack, covered or not.
 *
 * @throws TacosmithError `archive-malformed` as the entry does
 */
export async function readAll(entry: ArchiveEntry): Promise<void> {
  await entry.eachPiece(() => {})
}

/** Java drops `./` and `/` in front. */
export function withoutRoot(name: string): string {
  return name.replace(/^\.\//, '').replace(/^\//, '')
}

/** Java looks for all three names, in this order. */
function sectionFor(name: string, manifest: Manifest): ReturnType<Manifest['section']> {
  return manifest.section(name) ?? manifest.section(`./${name}`) ?? manifest.section(`/${name}`)
}

function digestProblems(file: string, isListed: boolean, check: EntryDigestCheck): Problem[] {
  if (check === 'match') return []
  if (check === 'mismatch') return [changedEntry(file)]
  if (check === 'absent' || check === 'unreadable') {
    const what = !isListed
      ? 'is not in the manifest, although a signature covers it'
      : check === 'absent'
        ? 'has no digest in the manifest that Java knows'
        : 'has a digest in the manifest that is not Base64'
    const help = 'Sign the file again.'
    return [problem('tampered', 0, 'taco-entry-changed', `"${file}" ${what}`, { file, help })]
  }
  const message = `${MANIFEST_NAME} has no SHA-256 or stronger digest for "${file}"`
  const help =
    check === 'sha1' ? policyHelp('sha1-by-another-name', 'Sign the file again.') : 'Sign the file again.'
  return [problem('weak', 0, 'taco-weak-digest', message, { file, help })]
}

function changedEntry(file: string): Problem {
  const message = `"${file}" was changed after the file was signed`
  const help = 'Build and sign the file again; a signed file must not be edited.'
  return problem('tampered', 0, 'taco-entry-changed', message, { file, help })
}

/** Without any signature there is another finding. */
function notCovered(file: string, signatures: readonly VerifiedSignature[]): Problem[] {
  if (signatures.length === 0) return []
  const help = 'Sign the file again after the last file was added.'
  return [
    problem('partially-signed', 0, 'taco-unsigned-entry', `"${file}" is not covered by the signature`, {
      file,
      help,
    }),
  ]
}

/** One signature that covers it is enough for Java. */
function partlyCovered(file: string): Problem {
  const help = policyHelp('partial-signer', 'Sign the file again after the last file was added.')
  const message = `"${file}" is not covered by all signatures`
  return problem('partially-signed', 0, 'taco-unsigned-entry', message, { file, help })
}

/** Java does not notice that a signed file is gone. */
export function checkDeletedEntries(archive: Archive, manifest: Manifest): Problem[] {
  return manifest.sections
    .filter((section) => {
      return (
        archive.entry(withoutRoot(section.name)) === undefined &&
        digestAttributes(section, '-Digest').length > 0
      )
    })
    .map(({ name }) =>
      problem('tampered', 0, 'taco-entry-deleted', `"${name}" was signed but is no longer in the file`, {
        file: name,
        help: policyHelp('deleted-entry', 'Build and sign the file again; a signed file must not be edited.'),
      }),
    )
}

/** Whether the entries count as changed depends on the JDK. */
export function checkNewerDigests(manifest: Manifest): Problem[] {
  return newerDigests(manifest).map((algorithm) =>
    problem(
      'weak',
      0,
      'taco-weak-digest',
      `${MANIFEST_NAME} has ${algorithm} digests, which older JDKs do not know`,
      { file: MANIFEST_NAME, help: policyHelp('digest-of-newer-jdks', 'Sign the file again with SHA-256.') },
    ),
  )
}
