import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signTaco } from '@tacosmith/core'
import {
  CertificateAuthority,
  generateKey,
  hasJdk,
  type Issued,
  issueSelfSigned,
  jarsignerVerify,
  javaHomeTrusting,
  type KeyKind,
  LeakWatch,
  type ReportedError,
  unsignedTaco,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Pkcs11Signer, type Pkcs11SignerOptions, pkcs11Signer } from './index.ts'
import {
  makeCarefulKey,
  makeToken,
  PIN,
  softHsmModule,
  storeCertificate,
  storeKey,
  useTokenStore,
} from './testing/soft-token.ts'

const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'p-256', 'p-384']
const TOKEN = 'Rélease token'
const module = softHsmModule()
const WRONG_PIN = '6666-wrong'
/** Sees to it that no error, log or file shows a PIN or a key. */
const watch = new LeakWatch()
for (const pin of [PIN, WRONG_PIN]) watch.scanner.addPassword('a PIN', pin)

/** The ways to the token. pkcs11js has to be compiled, which not everybody can. */
function availableWays(): { way: string; pkcs11Tool?: string }[] {
  const tool = { way: 'pkcs11-tool', pkcs11Tool: 'pkcs11-tool' }
  try {
    createRequire(import.meta.url)('pkcs11js')
    return [{ way: 'pkcs11js' }, tool]
  } catch (error) {
    if (process.env.CI) throw error
    process.stderr.write('tests of pkcs11js are skipped: it needs a C++ compiler\n')
    return [tool]
  }
}

describe.skipIf(module === undefined)('a token', () => {
  let folder: string
  let authority: CertificateAuthority
  let chainFile: string
  const issued = new Map<KeyKind, Issued>()
  const open: Pkcs11Signer[] = []

  beforeAll(async () => {
    watch.listen()
    folder = await mkdtemp(join(tmpdir(), 'tacosmith-pkcs11-test-'))
    authority = await CertificateAuthority.create()
    chainFile = join(folder, 'chain.pem')
    await writeFile(chainFile, authority.root.certificatePem + authority.intermediate.certificatePem)
    await useTokenStore(folder)
    makeToken('other token')
    makeToken(TOKEN)
    for (const [index, key] of KEYS.entries()) {
      const made = await authority.issue({ key, commonName: `Signer ${key}` })
      issued.set(key, made)
      watch.scanner.addKey('a key', made.privateKey)
      const { keyPem, certificate } = made
      await storeKey(folder, module ?? '', TOKEN, { label: key, id: `a${index}`, keyPem, certificate })
    }
    const { keyPem } = await authority.issue({ key: 'p-256' })
    await storeKey(folder, module ?? '', TOKEN, { label: 'bäre', id: 'b0', keyPem })
    makeToken('careful')
    const careful = { label: 'careful', id: 'd0' }
    const publicKey = await makeCarefulKey(folder, module ?? '', 'careful', careful)
    const { privateKey } = generateKey('p-256')
    const { certificate } = await authority.issue({ keyPair: { privateKey, publicKey } })
    await storeCertificate(folder, module ?? '', 'careful', { ...careful, certificate })
  }, 240_000)

  afterEach(async () => {
    for (const signer of open.splice(0)) await signer.close()
    watch.lookIntoOutput()
  })

  afterAll(async () => {
    watch.stopListening()
    await watch.lookIntoFiles(folder, /\.key$|(?:^|\/)pin$/)
    await rm(folder, { recursive: true, force: true })
  })

  describe.each(availableWays())('by $way', ({ pkcs11Tool }) => {
    function signerFor(options: Partial<Pkcs11SignerOptions>): Pkcs11Signer {
      const signer = pkcs11Signer({
        ...{ module: module ?? '', tokenLabel: TOKEN, pin: PIN, certificates: chainFile },
        ...(pkcs11Tool === undefined ? {} : { pkcs11Tool }),
        ...options,
      })
      open.push(signer)
      return signer
    }

    const failure = async (options: Partial<Pkcs11SignerOptions>): Promise<ReportedError> =>
      await watch.failureOf(signerFor(options).certificates())

    test.skipIf(!hasJdk())('signs what jarsigner accepts: RSA and ECDSA, every digest', async () => {
      const javaHome = await javaHomeTrusting(await mkdtemp(join(folder, 'java-')), [
        authority.root.certificatePem,
      ])
      for (const key of KEYS) {
        const signer = signerFor({ keyLabel: key })
        for (const digest of [undefined, 'sha512'] as const) {
          const { bytes } = await signTaco(await unsignedTaco(), {
            ...{ signer, digest, timestamp: false, includeRoot: false },
          })
          const file = join(folder, 'signed.taco')
          await writeFile(file, bytes)
          const { exit, output } = await jarsignerVerify(file, javaHome)
          expect({ key, digest, exit, output }).toMatchObject({
            exit: 0,
            output: expect.stringContaining('jar verified.'),
          })
        }
      }
    })

    test('completes the leaf of the token by the chain file, and keeps foreign certificates out', async () => {
      const certificates = await signerFor({ keyId: 'A2' }).certificates()
      const expected = [issued.get('p-256'), authority.root, authority.intermediate]
      expect(certificates.map((der) => Buffer.from(der).toString('hex'))).toEqual(
        expected.map((one) => Buffer.from(one?.certificate ?? []).toString('hex')),
      )
    })

    test('takes a renewed certificate for the same key from the file', async () => {
      const { privateKey, publicKey } = issued.get('p-384') as Issued
      const renewed = await authority.issue({
        keyPair: { privateKey, publicKey },
        notAfter: new Date(Date.now() + 3000 * 24 * 60 * 60 * 1000),
      })
      const file = join(folder, 'renewed.pem')
      await writeFile(file, authority.chainPem(renewed))
      const [leaf] = await signerFor({ keyLabel: 'p-384', certificates: file }).certificates()
      expect(Buffer.compare(leaf ?? Buffer.alloc(0), renewed.certificate)).toBe(0)
    })

    test('signs several files at once', async () => {
      const signer = signerFor({ keyLabel: 'p-256' })
      const taco = await unsignedTaco()
      const signed = await Promise.all(
        [1, 2, 3].map(() => signTaco(taco, { signer, timestamp: false, includeRoot: false })),
      )
      expect(signed.map(({ bytes }) => bytes.length > taco.length)).toEqual([true, true, true])
    })

    test('serves two signers of one process, whichever is closed first', async () => {
      const first = signerFor({ keyLabel: 'p-256' })
      const second = signerFor({ keyLabel: 'rsa-2048' })
      await first.certificates()
      await second.certificates()
      await first.close()
      const toBeSigned = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'rsa' } as const
      expect(await second.sign(toBeSigned)).toHaveLength(256)
    })

    test('gives the PIN again to a key that asks for it with each signature', async () => {
      const signer = signerFor({ tokenLabel: 'careful' })
      for (const name of ['first', 'second']) {
        const taco = await unsignedTaco()
        const { bytes } = await signTaco(taco, { signer, timestamp: false, includeRoot: false, alias: name })
        expect(bytes.length).toBeGreaterThan(taco.length)
      }
    })

    test('finds the token by its slot', async () => {
      const { help = '' } = await failure({ tokenLabel: 'nobody' })
      const slot = Number(new RegExp(`"${TOKEN}" \\(slot (\\d+)\\)`).exec(help)?.[1])
      const signer = pkcs11Signer({
        ...{ module: module ?? '', slot, keyLabel: 'p-256', pin: PIN },
        ...(pkcs11Tool === undefined ? {} : { pkcs11Tool }),
      })
      open.push(signer)
      expect(await signer.certificates()).toHaveLength(1)
    })

    test('lists the tokens when none or several fit', async () => {
      const missing = await failure({ tokenLabel: 'nobody' })
      expect(missing.code).toBe('keystore')
      expect(missing.message).toContain('no token with the name "nobody"')
      expect(missing.help).toContain(`"${TOKEN}" (slot `)
      expect(missing.help).toContain('"other token" (slot ')
      const signer = pkcs11Signer({
        ...{ module: module ?? '', pin: PIN },
        ...(pkcs11Tool === undefined ? {} : { pkcs11Tool }),
      })
      await expect(signer.certificates()).rejects.toThrow(/\d matching tokens/)
    })

    test('lists the keys when none or several fit', async () => {
      const missing = await failure({ keyLabel: 'nobody' })
      expect(missing).toMatchObject({
        code: 'keystore',
        message: expect.stringContaining('the label "nobody"'),
      })
      for (const label of [...KEYS, 'bäre']) expect(missing.help).toContain(`"${label}" (ID `)
      expect((await failure({ keyId: 'ff' })).message).toContain('the ID ff')
      expect((await failure({})).message).toContain('5 matching keys')
      expect((await failure({ tokenLabel: 'other token' })).help).toContain('none at all')
    })

    test('names the key that has no certificate', async () => {
      const error = await failure({ keyLabel: 'bäre' })
      expect(error).toMatchObject({
        code: 'certificate',
        message: expect.stringContaining('no certificate for the key "bäre" (ID b0)'),
      })
    })

    test('refuses a certificate of another key', async () => {
      const file = join(folder, 'foreign.pem')
      await writeFile(file, authority.chainPem(issued.get('p-256') as Issued))
      const signer = signerFor({ keyLabel: 'bäre', certificates: file })
      await expect(
        signTaco(await unsignedTaco(), { signer, timestamp: false, includeRoot: false }),
      ).rejects.toMatchObject({
        code: 'signing',
        message: expect.stringContaining('does not match its certificate'),
      })
    })

    test('says that the PIN is wrong, without the PIN, and does not try it again', async () => {
      const signer = signerFor({ keyLabel: 'p-256', pin: WRONG_PIN })
      const error = await watch.failureOf(signer.certificates())
      expect(error).toMatchObject({ code: 'keystore', message: expect.stringContaining('PIN') })
      expect(await signer.certificates().catch((reason: unknown) => reason)).toBe(error)
    })

    test('reads the PIN from a variable or a file', async () => {
      process.env.PIN_OF_THIS_TEST = PIN
      await writeFile(join(folder, 'pin'), `${PIN}\n`)
      for (const pin of [{ env: 'PIN_OF_THIS_TEST' }, { file: join(folder, 'pin') }]) {
        expect(await signerFor({ keyLabel: 'p-256', pin }).certificates()).toHaveLength(3)
      }
      expect((await failure({ pin: { env: 'NOT_SET' } })).message).toContain('NOT_SET')
      expect((await failure({ pin: '' })).code).toBe('usage')
    })

    test('says that the module does not exist or is none', async () => {
      expect(await failure({ module: '/no/such/module.so' })).toMatchObject({
        code: 'environment',
        message: expect.stringContaining('/no/such/module.so cannot be loaded'),
      })
      const file = join(folder, 'none.so')
      await writeFile(file, 'not a library')
      expect(await failure({ module: file })).toMatchObject({ code: 'environment' })
    })
  })

  /** A pkcs11-tool that notes its arguments and then does something else. */
  async function toolThat(
    name: string,
    script: string,
  ): Promise<{ program: string; calls: () => Promise<string> }> {
    const program = join(folder, name)
    await writeFile(program, `#!/bin/sh\necho "$@" >> "${program}.calls"\n${script}\n`)
    await chmod(program, 0o700)
    return { program, calls: async () => await readFile(`${program}.calls`, 'utf8') }
  }

  test('never puts the PIN into the arguments of a process', async () => {
    const { program, calls } = await toolThat('spy', 'exec pkcs11-tool "$@"')
    const signer = pkcs11Signer({
      ...{ module: module ?? '', tokenLabel: TOKEN, keyLabel: 'rsa-2048', pin: PIN, pkcs11Tool: program },
    })
    await signer.certificates()
    await signer.sign({ data: Buffer.from('data'), digest: 'sha256', algorithm: 'rsa' })
    const seen = await calls()
    expect(seen).toContain('--pin env:')
    expect(seen).not.toContain(PIN)
  })

  test('makes the digest itself for a token that cannot', async () => {
    const refusal =
      'echo "error: PKCS11 function C_SignInit failed: rv = CKR_MECHANISM_INVALID (0x70)" >&2; exit 1'
    const { program, calls } = await toolThat(
      'no-digests',
      `case "$*" in *SHA*-RSA-PKCS*) ${refusal};; *) exec pkcs11-tool "$@";; esac`,
    )
    const signer = pkcs11Signer({
      ...{ module: module ?? '', tokenLabel: TOKEN, keyLabel: 'rsa-3072', pin: PIN, pkcs11Tool: program },
      certificates: chainFile,
    })
    for (const digest of ['sha256', 'sha384', 'sha512'] as const) {
      // signTaco checks the signature against the certificate.
      const options = { signer, digest, timestamp: false, includeRoot: false } as const
      expect((await signTaco(await unsignedTaco(), options)).bytes.length).toBeGreaterThan(0)
    }
    const seen = await calls()
    expect(seen).toContain('--mechanism RSA-PKCS ')
    expect(seen.match(/--list-objects/g)).toHaveLength(1)
  })

  test('does not log into a token that is locked', async () => {
    const { program, calls } = await toolThat(
      'locked',
      'pkcs11-tool "$@" | sed "s/token flags  *: /&user PIN locked, /"',
    )
    const signer = pkcs11Signer({ module: module ?? '', tokenLabel: TOKEN, pin: PIN, pkcs11Tool: program })
    expect(await watch.failureOf(signer.certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('is locked'),
      help: expect.stringContaining('No login was attempted'),
    })
    expect(await calls()).not.toContain('--login')
  })

  test('warns when the next wrong PIN locks the token', async () => {
    const { program } = await toolThat(
      'last-try',
      'case "$*" in *--login*) exec pkcs11-tool "$@";; *) pkcs11-tool "$@" | sed "s/token flags  *: /&final user PIN try, /";; esac',
    )
    const signer = pkcs11Signer({
      module: module ?? '',
      tokenLabel: TOKEN,
      pin: WRONG_PIN,
      pkcs11Tool: program,
    })
    expect(await watch.failureOf(signer.certificates())).toMatchObject({
      help: expect.stringContaining('One more wrong PIN locks the token'),
    })
  })

  test('says what to install when there is no program', async () => {
    const signer = pkcs11Signer({ module: module ?? '', pin: PIN, pkcs11Tool: join(folder, 'no-program') })
    expect(await watch.failureOf(signer.certificates())).toMatchObject({
      code: 'environment',
      help: expect.stringContaining('opensc'),
    })
  })

  test('the certificate with the ID of the key is used, even if it calls itself an authority', async () => {
    const { certificate, keyPem } = await issueSelfSigned({ key: 'p-256', authority: true })
    makeToken('selfsigned')
    await storeKey(folder, module ?? '', 'selfsigned', { label: 'own', id: 'e0', keyPem, certificate })
    const signer = pkcs11Signer({ module: module ?? '', tokenLabel: 'selfsigned', pin: PIN })
    open.push(signer)
    expect((await signer.certificates()).map((der) => Buffer.compare(der, certificate))).toEqual([0])
  })

  test('a certificate that is found by the label of the key alone is used', async () => {
    const made = await authority.issue({ key: 'p-256' })
    makeToken('labels')
    await storeKey(folder, module ?? '', 'labels', { label: 'same', id: 'c0', keyPem: made.keyPem })
    await storeCertificate(folder, module ?? '', 'labels', {
      label: 'same',
      id: 'c1',
      certificate: made.certificate,
    })
    const signer = pkcs11Signer({ module: module ?? '', tokenLabel: 'labels', pin: PIN })
    open.push(signer)
    expect(await signer.certificates()).toHaveLength(1)
  })
})
