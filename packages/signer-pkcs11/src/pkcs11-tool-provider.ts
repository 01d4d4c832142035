import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TacosmithError, writeNewFile } from '@tacosmith/core/signer'
import { moduleError } from './errors.ts'
import { readObjectList, readTokenList } from './pkcs11-tool-output.ts'
import { ecPublicKey } from './public-key.ts'
import {
  Pkcs11Failure,
  type Pkcs11Provider,
  type Session,
  type Token,
  type TokenCertificate,
  type TokenObject,
} from './token.ts'

/** The PIN travels in the environment of the process: its arguments can be read by everybody on the machine. */
const PIN_VARIABLE = 'TACOSMITH_PKCS11_PIN'
/** A token that waits for a button to be pressed gives up sooner. */
const TIME_LIMIT = 120_000

/** Works the module through the `pkcs11-tool` program: one process, and so one login, for each signature. */
export function openWithPkcs11Tool(module: string, program: string): Pkcs11Provider {
  const run = (args: readonly string[], pin?: string): Promise<string> => runTool(program, module, args, pin)
  return {
    tokens: async () => readTokenList(await run(['--list-token-slots'])),
    login: async (token, pin) => await openSession(token, (args) => run(args, pin)),
    close: () => undefined,
  }
}

async function openSession(
  token: Token,
  run: (args: readonly string[]) => Promise<string>,
): Promise<Session> {
  const login = ['--slot', String(token.slot), '--login', '--pin', `env:${PIN_VARIABLE}`]
  const { keys, certificates, publicKeys } = readObjectList(await run([...login, '--list-objects']))
  return {
    keys,
    publicKey: async (key) => {
      const found = publicKeys.find(({ id, label }) => id === key.id && (id !== '' || label === key.label))
      if (found === undefined) return undefined
      // OpenSC 0.23 cannot write keys on P-384 to a file, but it lists them.
      if (found.curve !== undefined) return ecPublicKey(found.curve.parameters, found.curve.point)
      const object = key.id === '' ? key : { ...key, label: '' }
      return await readObject('pubkey', object, (args) => run([...login, ...args]))
    },
    certificates: await readCertificates(certificates, (args) => run([...login, ...args])),
    sign: async (key, mechanism, input) =>
      await withFiles(input, (inputFile, outputFile) =>
        run([
          ...login,
          ...['--sign', '--mechanism', mechanism, ...selection(key)],
          ...['--input-file', inputFile, '--output-file', outputFile],
        ]),
      ),
  }
}

async function readCertificates(
  objects: readonly TokenObject[],
  run: (args: readonly string[]) => Promise<string>,
): Promise<TokenCertificate[]> {
  const certificates: TokenCertificate[] = []
  for (const object of objects) {
    certificates.push({ ...object, der: await readObject('cert', object, run) })
  }
  return certificates
}

async function readObject(
  type: 'cert' | 'pubkey',
  object: TokenObject,
  run: (args: readonly string[]) => Promise<string>,
): Promise<Uint8Array> {
  const args = ['--read-object', '--type', type, ...selection(object)]
  return await withFiles(Buffer.alloc(0), (_, outputFile) => run([...args, '--output-file', outputFile]))
}

function selection({ id, label }: TokenObject): string[] {
  return [...(id === '' ? [] : ['--id', id]), ...(label === '' ? [] : ['--label', label])]
}

/** Through files, because Windows changes bytes on standard input and output. Nothing secret is in them. */
async function withFiles(
  input: Uint8Array,
  work: (inputFile: string, outputFile: string) => Promise<unknown>,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-pkcs11-'))
  try {
    const inputFile = join(folder, 'input')
    const outputFile = join(folder, 'output')
    await writeNewFile(inputFile, input)
    await work(inputFile, outputFile)
    return await readFile(outputFile)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runTool(
  program: string,
  module: string,
  args: readonly string[],
  pin: string | undefined,
): Promise<string> {
  const env = pin === undefined ? process.env : { ...process.env, [PIN_VARIABLE]: pin }
  return await new Promise((resolve, reject) => {
    const child = execFile(
      program,
      ['--module', module, ...args],
      { env, timeout: TIME_LIMIT, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(toError(error, stderr, program, module))
      },
    )
    // It must not wait for a PIN that somebody types.
    child.stdin?.end()
  })
}

/** The error of execFile is never passed on: it repeats the whole command. */
function toError(
  { code, killed }: { code?: number | string | null | undefined; killed?: boolean | undefined },
  stderr: string,
  program: string,
  module: string,
): Error {
  if (code === 'ENOENT') {
    return new TacosmithError('environment', `neither pkcs11js nor the program ${program} is installed`, {
      help: 'Install OpenSC (Debian: apt-get install opensc), or pkcs11js (npm install pkcs11js), which needs a C++ compiler.',
    })
  }
  if (killed) return new Pkcs11Failure(`no answer within ${TIME_LIMIT / 1000} s`)
  if (stderr.includes('Failed to load pkcs11 module')) {
    return moduleError(module, /^sc_dlopen failed: (.*)$/m.exec(stderr)?.[1] ?? 'it is not a PKCS#11 module')
  }
  const words = /\bCKR_\w+/.exec(stderr)?.[0] ?? /^(?:error: *)?(\S.*)$/m.exec(stderr)?.[1]
  return new Pkcs11Failure(words ?? `${program} ended with ${code}`)
}
