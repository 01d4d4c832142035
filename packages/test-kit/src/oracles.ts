import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { cp, lstat, mkdir, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Programs of others that the tests ask for their opinion. */
export type OracleName = 'java' | 'javac' | 'jarsigner' | 'keytool' | 'openssl' | NssTool | Pkcs11Program

/** Mozilla's tools for certificates. */
export type NssTool = 'certutil' | 'pk12util'

/** A token in software, and OpenSC's program for tokens. */
export type Pkcs11Program = 'softhsm2-util' | 'pkcs11-tool'

/** Where programs that are not part of a JDK come from. */
const PACKAGES: Partial<Record<OracleName, string>> = {
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  pk12util: 'libnss3-tools',
  'softhsm2-util': 'softhsm2',
  'pkcs11-tool': 'opensc',
}

const reported = new Set<OracleName>()

/**
 * Finds a program that a test compares with.
 *
 * @returns its path; undefined, with the reason printed once, when it is not installed
 * @throws Error when it is missing in CI (the environment variable CI is set), where no test may be skipped
 */
export function requireOracle(name: OracleName): string | undefined {
  const found = searchFolders(name)
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find(isExecutable)
  if (found !== undefined) return found
  const advice = `install ${PACKAGES[name] ?? 'a JDK (17 or newer)'}`
  if (process.env.CI) throw new Error(`${name} is missing, and CI must not skip tests: ${advice}`)
  if (!reported.has(name)) process.stderr.write(`tests that need ${name} are skipped: ${advice}\n`)
  reported.add(name)
  return undefined
}

function searchFolders(name: OracleName): string[] {
  const javaHome = name in PACKAGES ? undefined : process.env.JAVA_HOME
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return javaHome ? [join(javaHome, 'bin'), ...path] : path
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** How a program ended. */
export interface OracleResult {
  exit: number
  /** Standard output and standard error together. */
  output: string
}

/** Runs a program and waits for its end, whatever its exit code. */
export async function runOracle(program: string, args: readonly string[]): Promise<OracleResult> {
  return await new Promise((resolve, reject) => {
    // JAVA_TOOL_OPTIONS would show up in the output.
    const { JAVA_TOOL_OPTIONS: _, ...environment } = process.env
    const options = { env: { ...environment, LC_ALL: 'C.UTF-8' }, maxBuffer: 64 * 1024 * 1024 }
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ exit: Number(error?.code ?? 0), output: stdout + stderr })
    })
  })
}

async function runOrThrow(program: string, args: readonly string[]): Promise<void> {
  const { exit, output } = await runOracle(program, args)
  if (exit !== 0) throw new Error(`${program} ended with ${exit}: ${output}`)
}

/**
 * Makes a copy of the installed JDK, by links, whose `cacerts` holds these roots only.
 *
 * jarsigner trusts `lib/security/cacerts` of its java.home and cannot be told otherwise: `javax.net.ssl.trustStore` does
 * not matter to it, and with `-keystore` it also asks that the keystore holds a certificate of the file. The folder is for
 * `-J-Djava.home=`.
 */
export async function javaHomeTrusting(folder: string, rootsPem: readonly string[]): Promise<string> {
  const keytool = requireOracle('keytool')
  if (keytool === undefined) throw new Error('keytool is missing')
  const original = dirname(dirname(await realpath(keytool)))
  await linkContents(original, folder, 'lib')
  await linkContents(join(original, 'lib'), join(folder, 'lib'), 'security')
  await linkContents(join(original, 'lib', 'security'), join(folder, 'lib', 'security'), 'cacerts')
  const cacerts = join(folder, 'lib', 'security', 'cacerts')
  for (const [index, pem] of rootsPem.entries()) {
    const file = join(folder, `root-${index}.pem`)
    await writeFile(file, pem)
    // cacerts is read without a password, which hides the certificates of an ordinary PKCS#12 file but not of a JKS.
    await runOrThrow(keytool, [
      ...['-importcert', '-noprompt', '-storetype', 'JKS', '-storepass', 'changeit'],
      ...['-alias', `root-${index}`, '-file', file, '-keystore', cacerts],
    ])
  }
  return folder
}

async function linkContents(from: string, to: string, except: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (name === except) continue
    const target = join(to, name)
    const directory = (await lstat(join(from, name))).isDirectory()
    await symlink(join(from, name), target, directory ? 'dir' : 'file').catch(async () => {
      await cp(join(from, name), target, { recursive: true })
    })
  }
}

/** The release of the JDK that answers, such as 17; undefined where there is none. */
export async function javaRelease(): Promise<number | undefined> {
  const java = requireOracle('java')
  if (java === undefined) return undefined
  const { output } = await runOracle(java, ['-version'])
  // Java 8 calls itself 1.8.
  const [, release] = /version "(?:1\.)?(\d+)/.exec(output) ?? []
  if (release === undefined) throw new Error(`java -version says: ${output}`)
  return Number(release)
}

/**
 * `jarsigner -verify -strict`.
 *
 * @param javaHome from {@link javaHomeTrusting}
 */
export async function jarsignerVerify(file: string, javaHome: string): Promise<OracleResult> {
  const jarsigner = requireOracle('jarsigner')
  if (jarsigner === undefined) throw new Error('jarsigner is missing')
  const language = ['-J-Duser.language=en', '-J-Dfile.encoding=UTF-8']
  return await runOracle(jarsigner, [...language, `-J-Djava.home=${javaHome}`, '-verify', '-strict', file])
}

/**
 * {@link jarsignerVerify} for many files, in one process where the JDK allows it: that takes milliseconds instead of half a
 * second for each.
 */
export async function jarsignerVerifyAll(
  files: readonly string[],
  javaHome: string,
): Promise<OracleResult[]> {
  const java = requireOracle('java')
  if (java === undefined) throw new Error('java is missing')
  const list = join(javaHome, 'files-to-verify.txt')
  await writeFile(list, files.join('\n'))
  const source = fileURLToPath(new URL('../java/VerifyJars.java', import.meta.url))
  const { exit, output } = await runOracle(java, [
    ...[
      '-Djava.security.manager=allow',
      '-Duser.language=en',
      '-Dfile.encoding=UTF-8',
      `-Djava.home=${javaHome}`,
    ],
    ...['--add-exports', 'jdk.jartool/sun.security.tools.jarsigner=ALL-UNNAMED', source, list],
  ])
  const results = output.split('\n').flatMap((line): OracleResult[] => {
    const [, code, text = ''] = /^(\d+)\t([A-Za-z0-9+/=]*)$/.exec(line) ?? []
    return code === undefined ? [] : [{ exit: Number(code), output: Buffer.from(text, 'base64').toString() }]
  })
  if (exit === 0 && results.length === files.length) return results
  const slowly: OracleResult[] = []
  for (const file of files) slowly.push(await jarsignerVerify(file, javaHome))
  return slowly
}

/** What Java's readers say about one entry. */
export interface JavaEntry {
  reader: 'JarFile' | 'JarInputStream'
  file: string
  /** `ERROR` when the reader gave up. */
  name: string
  signers: number
  timestamped: boolean
  /** The first signer, or the error. */
  detail: string
}

/** Reads archives with Java's JarFile and JarInputStream, verifying. One process for all files. */
export async function readWithJava(files: readonly string[]): Promise<JavaEntry[]> {
  const java = requireOracle('java')
  if (java === undefined) throw new Error('java is missing')
  const source = fileURLToPath(new URL('../java/ReadSignedJar.java', import.meta.url))
  const { exit, output } = await runOracle(java, ['-Dfile.encoding=UTF-8', source, ...files])
  if (exit !== 0) throw new Error(`the Java reader ended with ${exit}: ${output}`)
  return output
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map(toJavaEntry)
}

function toJavaEntry(line: string): JavaEntry {
  const [reader, file = '', name = '', second = '', stamped, subject = ''] = line.split('\t')
  const failed = name === 'ERROR'
  return {
    reader: reader === 'JarFile' ? 'JarFile' : 'JarInputStream',
    file,
    name,
    signers: failed ? 0 : Number(second),
    timestamped: stamped === 'timestamped',
    detail: failed ? second : subject,
  }
}

/** What goes into a PKCS#12 file. */
export interface Pkcs12Content {
  keyPem: string
  /** The signer first. */
  certificatesPem: string
  alias: string
  password: string
}

/** Writes a PKCS#12 file with `openssl pkcs12 -export`. `legacy` uses the encryption of the time before OpenSSL 3. */
export async function writePkcs12(
  path: string,
  { keyPem, certificatesPem, alias, password }: Pkcs12Content,
  { legacy = false }: { legacy?: boolean } = {},
): Promise<void> {
  const openssl = requireOracle('openssl')
  if (openssl === undefined) throw new Error('openssl is missing')
  const input = `${path}.pem`
  await writeFile(input, keyPem + certificatesPem, { mode: 0o600 })
  await runOrThrow(openssl, [
    ...['pkcs12', '-export', '-in', input, '-out', path, '-name', alias, '-passout', `pass:${password}`],
    ...(legacy ? ['-legacy'] : []),
  ])
  await rm(input)
}

/** Has keytool copy a PKCS#12 file, so that the result is written by a JDK. Several sources become several entries. */
export async function importWithKeytool(
  sources: readonly string[],
  target: string,
  password: string,
  type: 'pkcs12' | 'jks' = 'pkcs12',
): Promise<void> {
  const keytool = requireOracle('keytool')
  if (keytool === undefined) throw new Error('keytool is missing')
  for (const source of sources) {
    await runOrThrow(keytool, [
      ...[
        '-importkeystore',
        '-noprompt',
        '-srckeystore',
        source,
        '-srcstoretype',
        'pkcs12',
        '-srcstorepass',
        password,
      ],
      ...['-destkeystore', target, '-deststoretype', type, '-deststorepass', password],
    ])
  }
}
