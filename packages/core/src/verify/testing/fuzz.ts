import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  jarsignerVerifyAll,
  javaHomeTrusting,
  type OracleResult,
  processorTime,
  Random,
  readWithJava,
  requireOracle,
} from '@tacosmith/test-kit'
import { readArchive } from '../../format/zip/index.ts'
import { verifyTaco } from '../index.ts'
import { FUZZ_KINDS } from './fuzz-kinds/index.ts'
import { FILES, Workshop } from './workshop.ts'

/** What came out of a run. */
export interface FuzzResult {
  rounds: number
  /** How many files we accepted: nothing that matters had changed. */
  accepted: number
  /** How many jarsigner rejected. */
  rejectedByJarsigner: number
  /** Files that jarsigner accepts and we do not. */
  stricter: number
  /** The slowest verdict, milliseconds of the processor. */
  slowest: number
  /** Every crash, every slow verdict, every disagreement in the wrong direction. */
  failures: string[]
}

/** A verdict on a file of some kilobytes that takes longer is taken for a hang. */
const TOO_SLOW = 5000
const BATCH = 250

/**
 * Changes signed files at random and compares what we say with what jarsigner says. The keys are new in each run, so that
 * a seed gives the same kinds of changes but not the same bytes.
 *
 * @param keep a folder for the files that failed
 */
export async function fuzz(rounds: number, seed: number, keep?: string): Promise<FuzzResult> {
  const shop = await Workshop.open()
  const trust = [shop.authority.root.certificate]
  const random = new Random(seed)
  const result: FuzzResult = {
    ...{ rounds, accepted: 0, rejectedByJarsigner: 0, stricter: 0, slowest: 0, failures: [] },
  }
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-fuzz-'))
  try {
    const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
    const home = hasJdk
      ? await javaHomeTrusting(join(folder, 'jdk'), [shop.authority.root.certificatePem])
      : undefined
    for (let done = 0; done < rounds; done += BATCH) {
      const mutants: Mutant[] = []
      for (let round = done; round < Math.min(done + BATCH, rounds); round++) {
        const kind = random.pick(FUZZ_KINDS)
        const { what, bytes } = await kind.mutant(random, shop)
        const file = join(folder, `${round % BATCH}.taco`)
        await writeFile(file, bytes)
        mutants.push({
          name: `round ${round} of seed ${seed} (${kind.name}: ${what})`,
          file,
          bytes,
          ok: false,
        })
      }
      for (const mutant of mutants) await judge(mutant, trust, result)
      if (home !== undefined) await compare(mutants, home, result)
      if (keep !== undefined) await keepFailed(mutants, keep, result)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return result
}

interface Mutant {
  name: string
  file: string
  bytes: Uint8Array
  ok: boolean
}

async function judge(mutant: Mutant, trust: Uint8Array[], result: FuzzResult): Promise<void> {
  const elapsed = await processorTime(async () => {
    try {
      mutant.ok = (await verifyTaco(mutant.bytes, { trust })).ok
    } catch (error) {
      result.failures.push(`${mutant.name}: crash: ${(error as Error).stack}`)
    }
  })
  result.slowest = Math.max(result.slowest, elapsed)
  if (elapsed > TOO_SLOW) result.failures.push(`${mutant.name}: took ${Math.round(elapsed)} ms`)
  if (!mutant.ok) return
  result.accepted += 1
  if (!holdsTheOriginalFiles(mutant.bytes)) result.failures.push(`${mutant.name}: changed content accepted`)
}

function holdsTheOriginalFiles(bytes: Uint8Array): boolean {
  const entries = readArchive(bytes).entries.filter(({ name }) => !/^META-INF\//i.test(name))
  return (
    entries.length === Object.keys(FILES).length &&
    entries.every((entry) => Buffer.from(entry.content()).toString() === FILES[entry.name])
  )
}

async function compare(mutants: readonly Mutant[], home: string, result: FuzzResult): Promise<void> {
  const answers: OracleResult[] = await jarsignerVerifyAll(
    mutants.map(({ file }) => file),
    home,
  )
  for (const [index, mutant] of mutants.entries()) {
    const { exit, output } = answers[index] ?? { exit: -1, output: '' }
    const accepted = exit === 0 && output.includes('jar verified')
    if (!accepted) result.rejectedByJarsigner += 1
    if (accepted && !mutant.ok) result.stricter += 1
    if (mutant.ok && !accepted)
      result.failures.push(`${mutant.name}: jarsigner ended with ${exit}: ${output}`)
  }
  const ours = mutants.filter(({ ok }) => ok)
  if (ours.length === 0) return
  // What JarFile verifies is what Java programs get to read.
  for (const { reader, file, name, signers, detail } of await readWithJava(
    ours.map(({ file: path }) => path),
  )) {
    if (reader !== 'JarFile' || (name !== 'ERROR' && (signers > 0 || /^META-INF\//i.test(name)))) continue
    const mutant = ours.find((one) => one.file === file)
    result.failures.push(`${mutant?.name}: JarFile finds "${name}" unsigned ${detail}`)
  }
}

async function keepFailed(
  mutants: readonly Mutant[],
  folder: string,
  { failures }: FuzzResult,
): Promise<void> {
  for (const { name, bytes } of mutants) {
    if (!failures.some((failure) => failure.startsWith(name))) continue
    const base = join(folder, name.replaceAll(/\W+/g, '-'))
    await writeFile(`${base}.taco`, bytes)
  }
}
