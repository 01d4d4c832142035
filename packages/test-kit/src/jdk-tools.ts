import { cacertsOf, jdkFolder } from './java-home.ts'
import { askJava } from './java-oracle.ts'
import { type OracleResult, requireOracle, runOracle } from './oracles.ts'

/**
 * Runs jarsigner in the JDK that answers all questions of this process, which takes milliseconds instead of half a second.
 * A test holds it to {@link jarsignerProcess}.
 *
 * @param javaHome whose `cacerts` is trusted. Default: that of the JDK.
 */
export async function runJarsigner(args: readonly string[], javaHome?: string): Promise<OracleResult> {
  return toResult(await askJava('jarsigner', [cacertsOf(javaHome ?? (await jdkFolder())), ...args]))
}

function toResult(said: string): OracleResult {
  const [, exit, output] = /^(\d+)\n([\s\S]*)$/.exec(said) ?? []
  if (exit === undefined || output === undefined) throw new Error(`there is no exit code in: ${said}`)
  return { exit: Number(exit), output }
}

/**
 * `jarsigner -verify -strict`.
 *
 * @param javaHome from `javaHomeTrusting`
 */
export async function jarsignerVerify(file: string, javaHome: string): Promise<OracleResult> {
  return await runJarsigner(['-verify', '-strict', file], javaHome)
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

/** Runs keytool, in English, in the JDK that answers all questions of this process. */
export async function runKeytool(args: readonly string[]): Promise<OracleResult> {
  // Otherwise it would end the JDK when it fails.
  return toResult(await askJava('keytool', [...args, '-debug']))
}

/** Has keytool copy a PKCS#12 file, so that the result is written by a JDK. Several sources become several entries. */
export async function importWithKeytool(
  sources: readonly string[],
  target: string,
  password: string,
  type: 'pkcs12' | 'jks' = 'pkcs12',
): Promise<void> {
  for (const source of sources) {
    const { exit, output } = await runKeytool([
      ...['-importkeystore', '-noprompt'],
      ...['-srckeystore', source, '-srcstoretype', 'pkcs12', '-srcstorepass', password],
      ...['-destkeystore', target, '-deststoretype', type, '-deststorepass', password],
    ])
    if (exit !== 0) throw new Error(`keytool ended with ${exit}: ${output}`)
  }
}
