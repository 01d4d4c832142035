import { cacertsOf } from './java-home.ts'
import { askJava } from './java-oracle.ts'

/** What `jarsigner -verify -strict` and JarFile make of a signed JAR. */
export interface JavaVerdict {
  exit: number
  /** jarsigner says that it verified the file. */
  verified: boolean
  /** How many signers those entries have that need one: each number once; undefined where JarFile gave up. */
  signers: number[] | undefined
  said: string
}

/**
 * Asks about many files at once.
 *
 * @param javaHome from `javaHomeTrusting`
 */
export async function judgeWithJava(files: readonly string[], javaHome: string): Promise<JavaVerdict[]> {
  const answer = await askJava('judge', [cacertsOf(javaHome), ...files])
  return answer
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [exit, verified, signers = '', said = ''] = line.split('\t')
      return {
        exit: Number(exit),
        verified: verified === 'verified',
        signers: signers === 'error' ? undefined : signers.split(',').filter(Boolean).map(Number),
        said,
      }
    })
}
