import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type JavaVerdict,
  javaHomeTrusting,
  judgeWithJava,
  processorTime,
  Random,
  requireOracle,
} from '@tacosmith/test-kit'
import { readCertificateAsJava } from '../../format/x509/certificate-reading.ts'
import { POLICY_HELP_START } from '../../format/zip/index.ts'
import { type Verdict, verifyTaco } from '../index.ts'
import type { FuzzKind } from './fuzz-kinds/fuzz-kind.ts'
import { FUZZ_KINDS } from './fuzz-kinds/index.ts'
import { toPem } from './generator/certificate-maker.ts'
import { Workshop } from './workshop.ts'

/** How long to go on, and what to change. */
export interface FuzzOptions {
  seed: number
  /** So many files of each kind. */
  rounds?: number
  /** Or so long for all kinds together. */
  seconds?: number
  /** The names of the kinds. Default: all. */
  kinds?: readonly string[]
  /** A folder for the files that failed, and the roots that were trusted. */
  keep?: string
  /** Stop after so many failures. Default 50. */
  failures?: number
}

/** What came out of a run. */
export interface FuzzResult {
  rounds: number
  /** How many files we accepted. */
  accepted: number
  /** How many Java accepted. */
  acceptedByJava: number
  /** Files that Java accepts and we refuse, saying so. */
  refusedByPolicy: number
  /** Files of which we do not say what jarsigner exits with. */
  notPredicted: number
  /** The slowest verdict, milliseconds of the processor. */
  slowest: number
  /** Files that we refuse without a policy and Java accepts, and exit codes of jarsigner that we predicted wrongly. */
  disagreements: string[]
  /** Every crash, every slow verdict, every file that we accept and Java does not. */
  failures: string[]
}

/** A verdict on a file of some kilobytes that takes longer is taken for a hang. */
const TOO_SLOW = 5000
const BATCH = 200

/**
 * Changes signed files at random and compares what we say with what jarsigner and JarFile say: whether the file is good,
 * what jarsigner exits with, how many signers it has. The keys are new in each run, so that a seed gives the same kinds of
 * changes but not the same bytes.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-fuzz-'))
  try {
    return await new Fuzzer(await Workshop.open(), folder, options).run()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Mutant {
  name: string
  file: string
  bytes: Uint8Array
  verdict: Verdict | undefined
}

class Fuzzer {
  readonly #shop: Workshop
  readonly #folder: string
  readonly #options: FuzzOptions
  readonly #kinds: FuzzKind[]
  readonly #random: Random
  /** Of the workshop, and what the kinds want trusted besides. */
  readonly #trust: Uint8Array[]
  readonly #result: FuzzResult = {
    ...{ rounds: 0, accepted: 0, acceptedByJava: 0, refusedByPolicy: 0, notPredicted: 0, slowest: 0 },
    disagreements: [],
    failures: [],
  }

  constructor(shop: Workshop, folder: string, options: FuzzOptions) {
    this.#shop = shop
    this.#folder = folder
    this.#options = options
    this.#kinds = FUZZ_KINDS.filter(({ name }) => options.kinds?.includes(name) ?? true)
    this.#random = new Random(options.seed)
    const wanted = this.#kinds.flatMap((kind) => kind.anchors?.(this.#random) ?? [])
    this.#trust = [shop.authority.root.certificate, ...new Set(wanted.filter(isReadByJava))]
  }

  async run(): Promise<FuzzResult> {
    const { rounds, seconds, failures = 50 } = this.#options
    const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
    const roots = this.#trust.map(toPem)
    const home = hasJdk ? await javaHomeTrusting(join(this.#folder, 'jdk'), roots) : undefined
    const end = seconds === undefined ? undefined : Date.now() + seconds * 1000
    const all = (rounds ?? Number.POSITIVE_INFINITY) * this.#kinds.length
    const result = this.#result
    // Java judges one batch while the next one is made.
    let asked: Promise<void> = Promise.resolve()
    for (let batch = 0; result.rounds < all && result.failures.length < failures; batch++) {
      if (end !== undefined && Date.now() > end) break
      const mutants = await this.#makeBatch(batch, Math.min(BATCH, all - result.rounds))
      await asked
      asked = this.#finishBatch(mutants, home)
      // A rejection is seen by the await of the next round.
      asked.catch(() => {})
    }
    await asked
    return result
  }

  async #makeBatch(batch: number, size: number): Promise<Mutant[]> {
    const mutants: Mutant[] = []
    for (let index = 0; index < size; index++) {
      const round = this.#result.rounds
      const kind = this.#kinds[round % this.#kinds.length] as FuzzKind
      this.#result.rounds += 1
      const { what, bytes } = await kind.mutant(this.#random, this.#shop)
      const file = join(this.#folder, `${batch % 2}-${index}.taco`)
      await writeFile(file, bytes)
      const name = `round ${round} of seed ${this.#options.seed} (${kind.name}: ${what})`
      const mutant: Mutant = { name, file, bytes, verdict: undefined }
      await this.#judge(mutant)
      mutants.push(mutant)
    }
    return mutants
  }

  async #judge(mutant: Mutant): Promise<void> {
    const trust = this.#trust
    const result = this.#result
    const elapsed = await processorTime(async () => {
      try {
        mutant.verdict = await verifyTaco(mutant.bytes, { trust })
      } catch (error) {
        result.failures.push(`${mutant.name}: crash: ${(error as Error).stack}`)
      }
    })
    result.slowest = Math.max(result.slowest, elapsed)
    if (elapsed > TOO_SLOW) result.failures.push(`${mutant.name}: took ${Math.round(elapsed)} ms`)
    if (mutant.verdict?.ok) result.accepted += 1
    if (mutant.verdict?.jarsignerExit === null) result.notPredicted += 1
  }

  async #finishBatch(mutants: readonly Mutant[], home: string | undefined): Promise<void> {
    if (home !== undefined) {
      const files = mutants.map(({ file }) => file)
      const answers = await judgeWithJava(files, home)
      for (const [index, mutant] of mutants.entries()) {
        const java = answers[index]
        if (java !== undefined && mutant.verdict !== undefined) this.#compare(mutant, mutant.verdict, java)
      }
    }
    await this.#keepFailed(mutants)
  }

  #compare({ name }: Mutant, verdict: Verdict, java: JavaVerdict): void {
    const accepted = java.exit === 0 && java.verified && java.signers?.every((count) => count > 0) === true
    const errors = verdict.problems.filter(({ severity }) => severity === 'error')
    const ours = `we say ${verdict.status}, exit ${verdict.jarsignerExit}: ${errors.map(({ message }) => message).join('; ')}`
    const told = (problem: string): string => {
      const said = `Java exit ${java.exit}, signers ${java.signers?.join(' and ')}: ${java.said.slice(0, 400)}`
      return `${name}: ${problem}\n  ${ours}\n  ${said}`
    }
    const fail = (problem: string): void => void this.#result.failures.push(told(problem))
    if (accepted) this.#result.acceptedByJava += 1
    if (verdict.ok && !accepted) fail('accepted, and Java refuses it')
    else if (accepted && !verdict.ok) {
      if (errors.some(({ help }) => help?.startsWith(POLICY_HELP_START))) this.#result.refusedByPolicy += 1
      else this.#result.disagreements.push(told('refused without a policy, and Java accepts it'))
    }
    if (verdict.jarsignerExit !== null && verdict.jarsignerExit !== java.exit)
      this.#result.disagreements.push(told('wrong exit code'))
    // Java counts two signatures of one signer once.
    const signers = new Set(verdict.signers.map((signer) => JSON.stringify(signer))).size
    if (verdict.ok && java.signers?.some((count) => count !== signers))
      fail(`${signers} signers, and Java finds others`)
  }

  async #keepFailed(mutants: readonly Mutant[]): Promise<void> {
    const { keep, seed } = this.#options
    if (keep === undefined) return
    for (const { name, bytes } of mutants) {
      const { failures, disagreements } = this.#result
      if (![...failures, ...disagreements].some((failure) => failure.startsWith(name))) continue
      await mkdir(keep, { recursive: true })
      await writeFile(join(keep, `${name.replaceAll(/\W+/g, '-').slice(0, 150)}.taco`), bytes)
      // The keys are new in each run: without its roots nobody can judge the file again.
      await writeFile(join(keep, `roots-of-seed-${seed}.pem`), this.#trust.map(toPem).join(''))
    }
  }
}

/** No truststore of Java has others. */
function isReadByJava(certificate: Uint8Array): boolean {
  try {
    readCertificateAsJava(certificate)
    return true
  } catch {
    return false
  }
}
