import { TacosmithError } from '../errors.ts'
import {
  type Archive,
  type ArchiveEntry,
  isSignatureFileName,
  policyHelp,
  refuseNestedSignatures,
} from '../format/zip/index.ts'
import { JarBlockProblem, readJarBlock } from '../keys/index.ts'
import { type Problem, problem } from './verdict.ts'

/** A signature file and its block, not checked yet. */
export interface SignaturePair {
  signatureFile: ArchiveEntry
  block: ArchiveEntry
}

/** What lies in META-INF. */
export interface SignaturePairs {
  /** In the order of the blocks in the archive. */
  pairs: SignaturePair[]
  problems: Problem[]
  /** Java may find signatures beside the pairs. */
  hasUnpairedSignature: boolean
}

/** Its name is in the first group. */
export const SIGNATURE_FILE: RegExp = /^META-INF\/([^/]*)\.SF$/i
/** Its name is in the first group. */
export const BLOCK_FILE: RegExp = /^META-INF\/([^/]*)\.(?:RSA|EC|DSA)$/i
const SIGN_AGAIN = 'Sign the file again; that removes all old signature files.'
/** Each costs the reading of the whole manifest; nobody has more than two. */
const MAXIMUM_SIGNATURES = 16

/**
 * Sorts the files in META-INF into pairs; what has no partner is reported.
 *
 * @throws TacosmithError `archive-malformed` where JDKs differ in which files are signatures, or there are too many
 */
export function pairSignatureFiles(archive: Archive): SignaturePairs {
  refuseNestedSignatures(archive)
  const byBaseName = (pattern: RegExp): [string, ArchiveEntry][] =>
    archive.entries.flatMap((entry) => {
      const base = pattern.exec(entry.name)?.[1]
      return base === undefined ? [] : [[base.toUpperCase(), entry] as [string, ArchiveEntry]]
    })
  // Java passes over empty ones.
  const blocks = byBaseName(BLOCK_FILE).toSorted(
    ([, one], [, other]) => Number(one.size === 0) - Number(other.size === 0),
  )
  refuseLettersOfJava([
    ...blocks.map(([, entry]) => entry),
    ...byBaseName(SIGNATURE_FILE).map(([, entry]) => entry),
  ])
  const signatureFiles = new Map(byBaseName(SIGNATURE_FILE).filter(([, { size }]) => size > 0))
  const pairs = new Map<string, SignaturePair>()
  const unpaired: ArchiveEntry[] = []
  for (const [base, block] of blocks) {
    const signatureFile = signatureFiles.get(base)
    if (signatureFile !== undefined) refuseForeignCapitals(signatureFile.name, block.name)
    if (signatureFile === undefined || pairs.has(base)) unpaired.push(block)
    else pairs.set(base, { signatureFile, block })
  }
  const hasUnpairedSignature = unpaired.some(
    (block) => block.size > 0 && (pairs.has(baseName(block)) || canStandAlone(block.content())),
  )
  if (pairs.size > MAXIMUM_SIGNATURES) throw tooManySignatures(pairs.size)
  const partners = new Set([...pairs.values()].flatMap(({ signatureFile, block }) => [signatureFile, block]))
  const strays = archive.entries.filter((entry) => !partners.has(entry) && isSignatureFileName(entry.name))
  return {
    pairs: [...pairs.values()],
    // To Java, one of them may be a signature.
    problems: strays.map(({ name }) => strayFile(name, pairs.size > 0, hasUnpairedSignature)),
    hasUnpairedSignature,
  }
}

function baseName({ name }: ArchiveEntry): string {
  return BLOCK_FILE.exec(name)?.[1]?.toUpperCase() ?? ''
}

/** True for a block with a signature file inside, which needs none beside it, and for one that only Java may understand. */
function canStandAlone(block: Uint8Array): boolean {
  try {
    return readJarBlock(block).content !== undefined
  } catch (error) {
    return !(error instanceof JarBlockProblem) || ['refused', 'failure', 'unclear'].includes(error.effect)
  }
}

/** Which letters are the same in capitals depends on the release of Unicode, and so on the JDK. */
function refuseForeignCapitals(signatureFile: string, block: string): void {
  const [one, other] = [signatureFile, block].map((name) =>
    withoutExtension(name).replaceAll(/[a-z]/g, capital),
  )
  if (one === other) return
  const message = `${signatureFile} and ${block} differ in letters beyond A to Z, which not every JDK pairs`
  throw new TacosmithError('archive-malformed', message, {
    help: policyHelp('stray-signature-file', SIGN_AGAIN),
  })
}

/** Java takes a Kelvin sign for a K, and all forms of the letter i for one, or not, as the files happen to be in order. */
function refuseLettersOfJava(files: readonly ArchiveEntry[]): void {
  const seen = new Map<string, ArchiveEntry>()
  for (const file of files.filter(({ size }) => size > 0)) {
    const key = Array.from(withoutExtension(file.name), javaLetter).join('')
    const other = seen.get(key)
    if (other !== undefined) refuseForeignCapitals(other.name, file.name)
    seen.set(key, file)
  }
}

/** Small, after it was made large, letter by letter. */
function javaLetter(letter: string): string {
  const [large, small] = [letter.toUpperCase(), letter.toUpperCase().toLowerCase()]
  if (large === 'İ') return 'i'
  return small.length === letter.length ? small : letter
}

function withoutExtension(name: string): string {
  return name.slice(0, name.lastIndexOf('.'))
}

function capital(letter: string): string {
  return letter.toUpperCase()
}

function tooManySignatures(count: number): TacosmithError {
  return new TacosmithError('archive-malformed', `the file carries ${count} signatures`, {
    help: policyHelp('large-manifest', SIGN_AGAIN),
  })
}

/** Java ignores such files, so that nobody can say what they were meant to prove. */
function strayFile(file: string, signed: boolean, maySign: boolean): Problem {
  const message = `${file} belongs to no signature: a signature is one .SF file with one .RSA, .EC or .DSA file`
  const help = signed || maySign ? policyHelp('stray-signature-file', SIGN_AGAIN) : SIGN_AGAIN
  return problem(signed ? 'tampered' : 'unsigned', 0, 'taco-stray-signature-file', message, { file, help })
}
