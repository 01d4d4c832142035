import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CertificateAuthority,
  jarsignerVerify,
  javaHomeTrusting,
  minimalConnector,
  requireOracle,
  SecretScanner,
  startTimestampServer,
  type TimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

const hasJdk = requireOracle('jarsigner') !== undefined
const hasOpenssl = requireOracle('openssl') !== undefined
const PASSWORD = 'store-secret-4471'
const TSA_PASSWORD = 'tsa-secret-9902'
const PROXY_PASSWORD = 'proxy-secret-1187'
const SECRETS = [PASSWORD, TSA_PASSWORD, PROXY_PASSWORD]

let place: Workplace
let authority: CertificateAuthority
let tsa: TimestampServer | undefined
const outcomes: Outcome[] = []

beforeAll(async () => {
  authority = await CertificateAuthority.create()
  tsa = hasOpenssl ? await startTimestampServer(authority) : undefined
})
afterEach(() => place.dispose())
afterAll(async () => await tsa?.close())

/** What signing starts from is the same in all tests, and is built by the first. */
let unsigned: Uint8Array | undefined
async function buildUnsigned(): Promise<Uint8Array> {
  expect((await place.run(['build', '-o', '.', '--file-name', 'one.taco'])).exitCode).toBe(0)
  return await readFile(join(place.folder, 'one.taco'))
}

interface SigningFiles {
  pem: Record<string, string>
  /** Undefined without OpenSSL, which makes it. */
  keystore: Uint8Array | undefined
}

/** So are the key, its chain and its keystore, made by the first too: an RSA key of 3072 bits takes half a second. */
let signing: SigningFiles | undefined
async function makeSigningFiles(): Promise<SigningFiles> {
  const issued = await authority.issue({ key: 'rsa-3072' })
  const chain = authority.chainPem(issued)
  const files = { 'key.pem': issued.keyPem, 'chain.pem': chain, 'root.pem': authority.root.certificatePem }
  if (!hasOpenssl) return { pem: files, keystore: undefined }
  const content = { keyPem: issued.keyPem, certificatesPem: chain, alias: 'release' }
  const path = join(place.folder, 'store.p12')
  await writePkcs12(path, { ...content, password: PASSWORD })
  return { pem: files, keystore: await readFile(path) }
}

/** Two unsigned files, a key with its chain, and a keystore. */
async function prepare(): Promise<void> {
  place = await workplace(inConnectorFolder(minimalConnector()))
  signing ??= await makeSigningFiles()
  await place.write(signing.pem)
  unsigned ??= await buildUnsigned()
  await place.write({ 'one.taco': unsigned, 'two.taco': unsigned })
  if (signing.keystore !== undefined) await place.write({ 'store.p12': signing.keystore })
}

const pem = ['--key', 'key.pem', '--certificates', 'chain.pem']
const bytesOf = (name: string): Promise<Buffer> => readFile(join(place.folder, name))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const run = async (words: string[], environment?: Record<string, string>): Promise<Outcome> => {
  const outcome = await place.run(words, environment)
  outcomes.push(outcome)
  return outcome
}
const statusOf = async (name: string): Promise<string> =>
  JSON.parse((await run(['verify', name, '--truststore', 'root.pem', '--json'])).stdout).status

describe('tacosmith sign', () => {
  it('signs in place, and says by whom', async () => {
    await prepare()
    const { exitCode, stdout, stderr } = await run(['sign', 'one.taco', ...pem])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^one\.taco\n {2}signed by {3}CN=Test Signer\n/)
    expect(stdout).toContain(sha256(await bytesOf('one.taco')))
    expect(stderr).toMatch(/no timestamp[\s\S]*20\d\d-\d\d-\d\d/)
    expect(await statusOf('one.taco')).toBe('verified')
    expect(await statusOf('two.taco')).toBe('unsigned')
  })

  it('signs several files and patterns with one look-up, and prints a list with --json', async () => {
    await prepare()
    const { exitCode, stdout } = await run(['sign', '*.taco', 'one.taco', '-o', 'signed/', '--json', ...pem])
    expect(exitCode).toBe(0)
    const results = JSON.parse(stdout)
    expect(results).toHaveLength(2)
    for (const [index, name] of ['one.taco', 'two.taco'].entries()) {
      const file = join(place.folder, 'signed', name)
      expect(results[index]).toMatchObject({ file, signer: { subject: 'CN=Test Signer' }, timestamp: null })
      expect(results[index].sha256).toBe(sha256(await readFile(file)))
      expect(await statusOf(join('signed', name))).toBe('verified')
      expect(await statusOf(name)).toBe('unsigned')
    }
  })

  it('writes into a folder with --out, be it one file or several', async () => {
    await prepare()
    for (const words of [['one.taco'], ['one.taco', 'two.taco']]) {
      await run(['sign', ...words, '--out', 'signed', ...pem])
      const written = (await place.files()).filter((name) => name.startsWith('signed'))
      expect(written).toEqual(words.map((word) => `signed/${word}`))
    }
    const { exitCode, stderr } = await run(['sign', 'one.taco', 'two.taco', '--out', 'x.taco', ...pem])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--out x.taco names one file, and there are 2 to write')
  })

  it('writes to a file with --out, and prints one object for one file', async () => {
    await prepare()
    const before = await bytesOf('one.taco')
    const { stdout } = await run(['sign', 'one.taco', '--out', 'release.taco', '--json', ...pem])
    expect(JSON.parse(stdout)).toMatchObject({ file: join(place.folder, 'release.taco') })
    expect(await statusOf('release.taco')).toBe('verified')
    expect(await bytesOf('one.taco')).toEqual(before)
  })

  it.runIf(hasOpenssl)('replaces a signature, or adds one', async () => {
    await prepare()
    await run(['sign', 'one.taco', ...pem, '--signature-name', 'first'])
    const store = ['--keystore', 'store.p12', '--storepass', 'env:PASS']
    const environment = { PASS: PASSWORD }
    await run(['sign', 'one.taco', '-o', 'replaced.taco', ...store], environment)
    await run(['sign', 'one.taco', '-o', 'added.taco', '--add-signer', ...store], environment)
    const signersOf = async (name: string): Promise<number> =>
      JSON.parse((await run(['verify', name, '--truststore', 'root.pem', '--json'])).stdout).signers.length
    expect([await signersOf('replaced.taco'), await signersOf('added.taco')]).toEqual([1, 2])
    if (!hasJdk) return
    const home = await javaHomeTrusting(join(place.folder, 'jdk'), [authority.root.certificatePem])
    for (const name of ['replaced.taco', 'added.taco'])
      expect((await jarsignerVerify(join(place.folder, name), home)).exit).toBe(0)
  })

  it('reads the key from the configuration file, and from the variables', async () => {
    await prepare()
    const config = `export default { sign: { key: 'key.pem', certificates: 'chain.pem' } }`
    await place.write({ 'tacosmith.config.mjs': config })
    expect((await run(['sign', 'one.taco'])).exitCode).toBe(0)
    expect(await statusOf('one.taco')).toBe('verified')
  })

  it('signs with the development certificate and says what that is worth', async () => {
    await prepare()
    const { exitCode, stderr } = await run(['sign', 'one.taco', '--development'])
    expect(exitCode).toBe(0)
    expect(stderr).toContain('Tableau will not load the file')
  })

  it('never signs with the development certificate where a key is required', async () => {
    await prepare()
    await place.write({ 'tacosmith.config.mjs': `export default { sign: 'development' }` })
    expect((await run(['sign', 'one.taco', '--out', 'a.taco'])).exitCode).toBe(0)
    const refused = await run(['sign', 'one.taco', '--out', 'b.taco', '--required'])
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('sign has no key') })
    expect((await run(['sign', 'one.taco', '--out', 'c.taco', '--required', ...pem])).exitCode).toBe(0)
    expect(await statusOf('c.taco')).toBe('verified')
  })

  it('signs with --tsa-optional though no authority answers, and says loudly what that means', async () => {
    await prepare()
    const dead = ['--tsa', `http://me:${TSA_PASSWORD}@127.0.0.1:9/`]
    const { exitCode, stdout, stderr } = await run(['sign', 'one.taco', ...pem, ...dead, '--tsa-optional'])
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/warning[\s\S]*127\.0\.0\.1:9[\s\S]*reject the file from 20\d\d-\d\d-\d\d on/)
    expect(stdout).toMatch(/timestamp {3}none/)
    expect(await statusOf('one.taco')).toBe('verified')
    const fromVariable = await run(['sign', 'two.taco', ...pem, '--tsa-optional'], {
      TACOSMITH_TSA: 'http://127.0.0.1:9/',
    })
    expect(fromVariable).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('127.0.0.1:9') })
  })

  it('signs with an Ed25519 key only when it is asked to, and says which JREs do not see that', async () => {
    await prepare()
    const issued = await authority.issue({ key: 'ed25519' })
    await place.write({ 'ed.pem': issued.keyPem, 'ed-chain.pem': authority.chainPem(issued) })
    const key = ['--key', 'ed.pem', '--certificates', 'ed-chain.pem']
    const refused = await run(['sign', 'one.taco', ...key])
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--allow-rsa-pss-and-ed25519'),
    })
    const signed = await run(['sign', 'one.taco', ...key, '--allow-rsa-pss-and-ed25519'])
    expect(signed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Java 8 to 15') })
    const { exitCode, stdout } = await run(['verify', 'one.taco', '--truststore', 'root.pem'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/taco-newer-algorithm/)
  })

  it('leaves a file alone that cannot be signed, and names it', async () => {
    await prepare()
    await place.write({ 'three.taco': 'no archive' })
    const { exitCode, stdout, stderr } = await run(['sign', 'one.taco', 'three.taco', '--json', ...pem])
    expect({ exitCode, code: JSON.parse(stdout).error.code }).toEqual({
      exitCode: 1,
      code: 'archive-malformed',
    })
    expect(stderr).toContain('three.taco')
    expect((await bytesOf('three.taco')).toString()).toBe('no archive')
    expect((await place.files()).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('leaves a file alone whose other signature is damaged, when it is to add one', async () => {
    await prepare()
    await run(['sign', 'one.taco', ...pem])
    const archive = await JSZip.loadAsync(await bytesOf('one.taco'))
    const [block] = archive.file(/\.RSA$/)
    archive.file(block?.name ?? '', (await block?.async('uint8array'))?.subarray(0, -20) ?? '')
    const before = await archive.generateAsync({ type: 'nodebuffer', platform: 'DOS' })
    await place.write({ 'one.taco': before })
    const words = ['sign', 'one.taco', '--add-signer', '--signature-name', 'NEW', ...pem]
    const { exitCode, stderr } = await run(words)
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/one\.taco: the file with its other signatures does not verify: .*\n {2}\S/)
    expect(stderr).not.toContain('bug')
    expect(await bytesOf('one.taco')).toEqual(before)
  })

  it.each<[string, string[], RegExp]>([
    ['no key', ['sign', 'one.taco'], /has no key/],
    [
      'an optional timestamp by nobody',
      ['sign', 'one.taco', ...pem, '--tsa-optional'],
      /without a timestamp authority/,
    ],
    ['no such file', ['sign', 'none.taco', ...pem], /none\.taco does not exist/],
    ['a pattern that fits nothing', ['sign', 'x*.taco', ...pem], /x\*\.taco does not exist/],
    [
      'several files into one',
      ['sign', '*.taco', '-o', 'key.pem', ...pem],
      /names one file, and there are 2/,
    ],
    ['a signer for a file without one', ['sign', 'one.taco', '--add-signer', ...pem], /is not signed/],
    [
      'a password on the command line',
      ['sign', 'one.taco', '--keystore', 'x', '--storepass', PASSWORD],
      /env:NAME/,
    ],
    [
      'an authority that does not answer',
      ['sign', 'one.taco', ...pem, '--tsa', `http://me:${TSA_PASSWORD}@127.0.0.1:9/`],
      /127\.0\.0\.1:9/,
    ],
  ])('%s: one message, exit code 2, nothing written', async (_, words, message) => {
    await prepare()
    const before = await bytesOf('one.taco')
    const outcome = await run(words)
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expect(outcome.stderr).toMatch(/^error .+\n {2}\S/)
    expect(await bytesOf('one.taco')).toEqual(before)
  })
})

describe.runIf(hasOpenssl)('tacosmith timestamp', () => {
  it('adds a timestamp to a signature that has none', async () => {
    await prepare()
    await run(['sign', 'one.taco', ...pem])
    const { exitCode, stdout, stderr } = await run(['timestamp', 'one.taco', '--tsa', tsa?.url ?? ''])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/timestamp {3}20\d\d-\d\d-\d\d by Test Timestamp Authority/)
    const judged = await run(['verify', 'one.taco', '--truststore', 'root.pem', '--require-timestamp'])
    expect(judged.exitCode).toBe(0)
    const again = await run(['timestamp', 'one.taco', '--tsa', tsa?.url ?? ''])
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('already has a timestamp') })
  })

  it('takes the authority from the environment, after others have failed', async () => {
    await prepare()
    await run(['sign', 'one.taco', 'two.taco', ...pem])
    const url = (tsa?.url ?? '').replace('//', `//me:${TSA_PASSWORD}@`)
    const { exitCode, stdout } = await run(['timestamp', '*.taco', '-o', 'stamped/', '--json'], {
      TACOSMITH_TSA: `${url.replace('/tsa', '/').replace(/:\d+\//, ':9/')} ${url}`,
    })
    expect(exitCode).toBe(0)
    const results = JSON.parse(stdout)
    expect(results.map(({ timestamps }: { timestamps: object[] }) => timestamps)).toEqual([
      [expect.objectContaining({ authority: 'Test Timestamp Authority' })],
      [expect.objectContaining({ authority: 'Test Timestamp Authority' })],
    ])
    expect(await statusOf('stamped/two.taco')).toBe('verified')
  })

  it('refuses a file that is not signed, not whole, or has no authority to ask', async () => {
    await prepare()
    const unsigned = await run(['timestamp', 'one.taco', '--tsa', tsa?.url ?? ''])
    expect(unsigned).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not signed') })
    const nobody = await run(['timestamp', 'one.taco'])
    expect(nobody).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('TACOSMITH_TSA') })
  })

  it('never shows or stores a secret', async () => {
    await prepare()
    const before = new Set(await place.files())
    const environment = {
      PASS: PASSWORD,
      WRONG: `${PASSWORD}x`,
      TACOSMITH_TRUSTSTOREPASS: PASSWORD,
      http_proxy: `http://me:${PROXY_PASSWORD}@127.0.0.1:9`,
    }
    const url = `http://me:${TSA_PASSWORD}@tsa.example/`
    for (const words of [
      ['sign', 'one.taco', '-o', 'a.taco', '--keystore', 'store.p12', '--storepass', 'env:PASS'],
      ['sign', 'one.taco', '--keystore', 'store.p12', '--storepass', 'env:WRONG'],
      ['sign', 'one.taco', '--keystore', 'store.p12', '--storepass', 'env:PASS', '--tsa', url],
      ['sign', 'one.taco', '--keystore', 'store.p12', '--storepass', PASSWORD],
      ['timestamp', 'a.taco', '--tsa', url],
      ['verify', 'a.taco', '--truststore', 'store.p12'],
      ['verify', 'a.taco', '--truststore', 'root.pem'],
    ]) {
      await run(words, environment)
      await run([...words, '--json'], environment)
    }
    const written = (await place.files()).filter((name) => !before.has(name))
    expect(written).toEqual(['a.taco'])
    // Every run above was looked through on its own; these are all of them against all secrets.
    const scanner = new SecretScanner()
    for (const secret of SECRETS) scanner.addPassword('a password', secret)
    for (const { stdout, stderr } of outcomes) expect(scanner.find(`${stdout}${stderr}`)).toEqual([])
    for (const name of written) expect(scanner.find(await bytesOf(name))).toEqual([])
    expect((await stat(join(place.folder, 'a.taco'))).isFile()).toBe(true)
    expect(outcomes.length).toBeGreaterThan(30)
  })
})
