import { cacertsOf } from './java-home.ts'
import { askJava } from './java-oracle.ts'
import { type OracleResult, requireOracle, runOracle } from './oracles.ts'

/**
 * `jarsigner -verify -strict`, in the JDK that answers all questions of this process: that takes milliseconds instead of
 * half a second. A test holds it to {@link jarsignerProcess}.
 *
 * @param javaHome from `javaHomeTrusting`
 */
export async function jarsignerVerify(file: string, javaHome: string): Promise<OracleResult> {
  const said = await askJava('verify', [cacertsOf(javaHome), file])
  const [, exit, output] = /^(\d+)\n([\s\S]*)$/.exec(said) ?? []
  if (exit === undefined || output === undefined) throw new Error(`jarsigner gave no exit code: ${said}`)
  return { exit: Number(exit), output }
}

/** {@link jarsignerVerify} for many files. */
export async function jarsignerVerifyAll(
  files: readonly string[],
  javaHome: string,
): Promise<OracleResult[]> {
  const results: OracleResult[] = []
  for (const file of files) results.push(await jarsignerVerify(file, javaHome))
  return results
}

/** {@link jarsignerVerify} as users run it: a process of its own. */
export async function jarsignerProcess(file: string, javaHome: string): Promise<OracleResult> {
  const jarsigner = requireOracle('jarsigner')
  if (jarsigner === undefined) throw new Error('jarsigner is missing')
  const language = ['-J-Duser.language=en', '-J-Dfile.encoding=UTF-8']
  return await runOracle(jarsigner, [...language, `-J-Djava.home=${javaHome}`, '-verify', '-strict', file])
}
