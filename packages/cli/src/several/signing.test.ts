import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyIntegrity } from '@tacosmith/core/adapter'
import {
  CertificateAuthority,
  type Issued,
  jarsignerVerify,
  javaHomeTrusting,
  requireOracle,
  startTimestampServer,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  makeToken,
  PIN,
  softHsmModule,
  storeKey,
  useTokenStore,
} from '../../../signer-pkcs11/src/testing/soft-token.ts'
import { hasTerminal, runOnTerminal } from '../testing/pseudo-terminal.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { manyConnectors } from '../testing/several-connectors.ts'

const password = 'Kx7-store-secret'
const hasOpenssl = requireOracle('openssl') !== undefined
const hsmModule = softHsmModule()
const pkcs11 = new URL('../../../signer-pkcs11/dist/index.js', import.meta.url).href
const names = ['c0', 'c1', 'c2', 'c3']

let place: Workplace
let authority: CertificateAuthority
let issued: Issued
beforeAll(async () => {
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'p-256', commonName: 'Acme' })
})
beforeEach(async () => {
  place = await workplace(manyConnectors(names.length))
})
afterEach(() => place.dispose())

async function writeKeystore(name: string): Promise<void> {
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
  await writePkcs12(join(place.folder, name), { ...content, password })
}

const tacoOf = async (name: string): Promise<Buffer> =>
  await readFile(join(place.folder, `dist/${name}_jdbc-v1.0.0.taco`))

async function expectAllSigned(): Promise<void> {
  for (const name of names) {
    expect(await verifyIntegrity(await tacoOf(name))).toEqual([])
    const { stdout } = await place.run(['verify', `dist/${name}_jdbc-v1.0.0.taco`, '--json'])
    expect(JSON.parse(stdout).signers[0].subject, name).toContain('CN=Acme')
  }
}

describe.runIf(hasOpenssl)('several connectors and one keystore', () => {
  it('are signed as each alone is, with a timestamp each', async () => {
    await writeKeystore('store.p12')
    const server = await startTimestampServer(authority)
    onTestFinished(() => server.close())
    const flags = ['--keystore', 'store.p12', '--storepass', 'env:STORE', '--tsa', server.url]
    const { exitCode, stdout, stderr } = await place.run(['build', 'connectors/*', ...flags, '--json'], {
      STORE: password,
    })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const { builds } = JSON.parse(stdout)
    for (const [index, name] of names.entries()) {
      expect(builds[index]).toMatchObject({
        sha256: createHash('sha256')
          .update(await tacoOf(name))
          .digest('hex'),
        signed: true,
        signature: { signer: { subject: expect.stringContaining('Acme') }, timestamp: {} },
      })
    }
    await expectAllSigned()
    if (requireOracle('jarsigner') === undefined) return
    const home = await javaHomeTrusting(join(`${place.folder}-home`, 'jdk'), [authority.root.certificatePem])
    const file = join(place.folder, 'dist/c3_jdbc-v1.0.0.taco')
    const { exit, output } = await jarsignerVerify(file, home)
    expect(output).toContain('jar verified.')
    expect(exit).toBe(0)
  })

  it('fail with one message where the password is wrong, and write nothing', async () => {
    await writeKeystore('store.p12')
    const flags = ['--keystore', 'store.p12', '--storepass', 'env:STORE']
    const { exitCode, stdout, stderr } = await place.run(['build', 'connectors/*', ...flags], {
      STORE: 'wrong-password',
    })
    expect(exitCode).toBe(2)
    expect(stderr.match(/^error /gm)).toHaveLength(1)
    expect(stdout).toContain('Built 0 of 4 connectors')
    expect((await place.files()).filter((file) => file.endsWith('.taco'))).toEqual([])
  })

  it.runIf(hasTerminal)('ask for its password once, and again only if it was wrong', async () => {
    await writeKeystore('store.p12')
    const words = ['build', 'connectors/*', '--keystore', 'store.p12', '--no-tsa']
    const run = runOnTerminal(words, { cwd: place.folder, columns: 120 })
    onTestFinished(() => void run.child.kill('SIGKILL'))
    await run.until(/Password of \S*store\.p12/)
    run.press('wrong-password-1\r')
    await run.until(/That was wrong\. Password of \S*store\.p12/)
    run.press(`${password}\r`)
    expect(await run.ended).toBe(0)
    expect(run.output()).toContain('Built 4 connectors')
    expect(run.output()).not.toContain(password)
    await expectAllSigned()
    // The line is drawn again with each key; the question itself begins with another mark.
    expect(new Set(run.output().match(/(?:That was wrong\. )?Password of/g))).toEqual(
      new Set(['Password of', 'That was wrong. Password of']),
    )
  })
})

it('a signer of the configuration is made once, and signs one file after the other', async () => {
  await place.write({
    'key.pem': issued.keyPem,
    'chain.pem': authority.chainPem(issued),
    'tacosmith.config.mjs': `import { createPrivateKey, sign } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
const file = (name) => new URL(name, import.meta.url)
const log = (word) => appendFileSync(file('log.txt'), word + ' ')
const key = createPrivateKey(readFileSync(file('key.pem')))
log('loaded')
export default { sign: { timestamp: false, signer: {
  certificates: async () => readFileSync(file('chain.pem'), 'utf8').match(/-----BEGIN[^-]*-----[^-]*-----END[^-]*-----/g)
    .map((pem) => Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64')),
  sign: async ({ data, digest }) => {
    log('(')
    await new Promise((resolve) => setTimeout(resolve, 20))
    log(')')
    return sign(digest, data, key)
  },
} } }`,
  })
  const { exitCode, stderr } = await place.run(['build', 'connectors/*'])
  expect(exitCode, stderr).toBe(0)
  await expectAllSigned()
  expect(await readFile(join(place.folder, 'log.txt'), 'utf8')).toMatch(
    /^loaded (?:\( \) ){4,8}(?:loaded )*$/,
  )
})

it.runIf(hsmModule !== undefined && hasOpenssl)('a key on a token signs them (SoftHSM)', async () => {
  const store = join(`${place.folder}-home`, 'token')
  const before = process.env.SOFTHSM2_CONF
  onTestFinished(() => {
    if (before === undefined) delete process.env.SOFTHSM2_CONF
    else process.env.SOFTHSM2_CONF = before
  })
  await useTokenStore(store)
  makeToken('release')
  const { keyPem, certificate } = issued
  await storeKey(store, hsmModule ?? '', 'release', { label: 'vendor', id: 'a1', keyPem, certificate })
  await place.write({
    'issuers.pem': authority.intermediate.certificatePem,
    'tacosmith.config.mjs': `import { pkcs11Signer } from ${JSON.stringify(pkcs11)}
const signer = pkcs11Signer({ module: ${JSON.stringify(hsmModule)}, tokenLabel: 'release', pin: { env: 'TOKEN_PIN' }, certificates: 'issuers.pem' })
export default { sign: { signer, timestamp: false } }`,
  })
  // A PKCS#11 module keeps its state in the process.
  const { exitCode, stderr } = await place.runApart(['build', 'connectors/*'], {
    TOKEN_PIN: PIN,
    SOFTHSM2_CONF: process.env.SOFTHSM2_CONF ?? '',
  })
  expect(exitCode, stderr).toBe(0)
  await expectAllSigned()
})
