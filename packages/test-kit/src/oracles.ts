import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Programs of others that the tests ask for their opinion. */
export const oracleNames = [
  'java',
  'jarsigner',
  'keytool',
  'openssl',
  // Mozilla's tools for certificates.
  'certutil',
  'pk12util',
  // A token in software, and OpenSC's program for tokens.
  'softhsm2-util',
  'pkcs11-tool',
  // A browser without a window.
  'chromium',
] as const

/** One of {@link oracleNames}. */
export type OracleName = (typeof oracleNames)[number]

/** Where programs that are not part of a JDK come from. */
const PACKAGES: Partial<Record<OracleName, string>> = {
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  pk12util: 'libnss3-tools',
  'softhsm2-util': 'softhsm2',
  'pkcs11-tool': 'opensc',
  chromium: 'chromium-headless-shell',
}

/** What else a program is called, the best first. The shell draws pages like Chromium, and starts in a third of its time. */
const NAMES: Partial<Record<OracleName, readonly string[]>> = {
  chromium: ['chromium-headless-shell', 'chromium', 'google-chrome'],
}

const reported = new Set<OracleName>()

/**
 * Finds a program that a test compares with.
 *
 * @returns its path; undefined, with the reason printed once, when it is not installed
 * @throws Error when it is missing in CI (the environment variable CI is set), where no test may be skipped
 */
export function requireOracle(name: OracleName): string | undefined {
  const folders = searchFolders(name)
  const found = (NAMES[name] ?? [name])
    .flatMap((program) =>
      folders.map((folder) => join(folder, process.platform === 'win32' ? `${program}.exe` : program)),
    )
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
