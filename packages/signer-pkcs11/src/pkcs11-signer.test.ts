import { writeFile } from 'node:fs/promises'
import { signTaco } from '@tacosmith/core'
import { answerQuestions } from '@tacosmith/core/adapter'
import {
  generateKey,
  issueSelfSigned,
  type ReportedError,
  UNTIMESTAMPED,
  unsignedTaco,
} from '@tacosmith/test-kit'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Pkcs11SignerOptions, pkcs11Signer } from './index.ts'
import {
  availableWays,
  bench,
  KEYS,
  module,
  signerFor as signerThrough,
  TOKEN,
  WRONG_PIN,
} from './testing/harness.ts'
import { makeCarefulKey, makeToken, PIN, storeCertificate, storeKey } from './testing/soft-token.ts'

describe.skipIf(module === '')('a token', () => {
  beforeAll(async () => {
    makeToken('careful')
    const careful = { label: 'careful', id: 'd0' }
    const publicKey = await makeCarefulKey(bench.folder, module, 'careful', careful)
    const { privateKey } = generateKey('p-256')
    const { certificate } = await bench.authority.issue({ keyPair: { privateKey, publicKey } })
    await storeCertificate(bench.folder, module, 'careful', { ...careful, certificate })
  })

  describe.each(availableWays())('by $way', ({ through }) => {
    const signerFor = (options: Partial<Pkcs11SignerOptions>) => signerThrough({ ...through, ...options })
    const failure = async (options: Partial<Pkcs11SignerOptions>): Promise<ReportedError> =>
      await bench.watch.failureOf(signerFor(options).certificates())

    test('completes the leaf of the token by the chain file, and keeps foreign certificates out', async () => {
      const certificates = await signerFor({ keyId: 'A2' }).certificates()
      const expected = [bench.keyOf('p-256'), bench.authority.root, bench.authority.intermediate]
      expect(certificates.map((der) => Buffer.from(der).toString('hex'))).toEqual(
        expected.map((one) => Buffer.from(one?.certificate ?? []).toString('hex')),
      )
    })

    test('takes a renewed certificate for the same key from the file', async () => {
      const { privateKey, publicKey } = bench.keyOf('p-384')
      const renewed = await bench.authority.issue({
        keyPair: { privateKey, publicKey },
        notAfter: new Date(Date.now() + 3000 * 24 * 60 * 60 * 1000),
      })
      const file = bench.file('renewed.pem')
      await writeFile(file, bench.authority.chainPem(renewed))
      const [leaf] = await signerFor({ keyLabel: 'p-384', certificates: file }).certificates()
      expect(Buffer.compare(leaf ?? Buffer.alloc(0), renewed.certificate)).toBe(0)
    })

    test('gives the PIN again to a key that asks for it with each signature', async () => {
      const signer = signerFor({ tokenLabel: 'careful' })
      for (const name of ['first', 'second']) {
        const taco = await unsignedTaco()
        const { bytes } = await signTaco(taco, { signer, ...UNTIMESTAMPED, alias: name })
        expect(bytes.length).toBeGreaterThan(taco.length)
      }
    })

    test('finds the token by its slot', async () => {
      const { help = '' } = await failure({ tokenLabel: 'nobody' })
      const slot = Number(new RegExp(`"${TOKEN}" \\(slot (\\d+)\\)`).exec(help)?.[1])
      const signer = pkcs11Signer({
        ...{ module, slot, keyLabel: 'p-256', pin: PIN },
        ...through,
      })
      bench.keep(signer)
      expect(await signer.certificates()).toHaveLength(1)
    })

    test('lists the tokens when none or several fit', async () => {
      const missing = await failure({ tokenLabel: 'nobody' })
      expect(missing.code).toBe('keystore')
      expect(missing.message).toContain('no token with the name "nobody"')
      expect(missing.help).toContain(`"${TOKEN}" (slot `)
      expect(missing.help).toContain('"other token" (slot ')
      const signer = pkcs11Signer({
        ...{ module, pin: PIN },
        ...through,
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

    test('says that the PIN is wrong, without the PIN, and does not try it again', async () => {
      const signer = signerFor({ keyLabel: 'p-256', pin: WRONG_PIN })
      const error = await bench.watch.failureOf(signer.certificates())
      expect(error).toMatchObject({ code: 'keystore', message: expect.stringContaining('PIN') })
      expect(await signer.certificates().catch((reason: unknown) => reason)).toBe(error)
    })

    test('reads the PIN from a variable or a file', async () => {
      process.env.PIN_OF_THIS_TEST = PIN
      await writeFile(bench.file('pin'), `${PIN}\n`)
      for (const pin of [{ env: 'PIN_OF_THIS_TEST' }, { file: bench.file('pin') }]) {
        expect(await signerFor({ keyLabel: 'p-256', pin }).certificates()).toHaveLength(3)
      }
      expect((await failure({ pin: { env: 'NOT_SET' } })).message).toContain('NOT_SET')
      expect((await failure({ pin: '' })).code).toBe('usage')
      expect(await failure({ pin: { env: 'NOT_SET' } })).toMatchObject({
        message: expect.stringContaining('pkcs11Signer.pin'),
      })
    })

    test('asks a person at the terminal for a PIN that was not given, once', async () => {
      const options = { module, tokenLabel: TOKEN, keyLabel: 'p-256', ...through }
      const open = () => bench.keep(pkcs11Signer(options))
      expect(await bench.watch.failureOf(open().certificates())).toMatchObject({
        code: 'usage',
        message: expect.stringMatching(/^no PIN was given for the token "Rélease token" in slot \d+$/),
        help: expect.stringContaining('Set pkcs11Signer.pin'),
      })
      const questions: string[] = []
      try {
        answerQuestions(async (question) => {
          questions.push(question)
          return questions.length > 1 ? WRONG_PIN : PIN
        })
        const first = open()
        expect(await first.certificates()).toHaveLength(1)
        // A process that is logged in needs no PIN.
        await first.close()
        expect(await bench.watch.failureOf(open().certificates())).toMatchObject({
          code: 'keystore',
          help: expect.stringContaining('pkcs11Signer.pin'),
        })
      } finally {
        answerQuestions(undefined)
      }
      expect(questions).toEqual([
        ...[expect.stringMatching(/^PIN of the token "Rélease token"/), expect.any(String)],
      ])
    })

    test('says that the module does not exist or is none', async () => {
      expect(await failure({ module: '/no/such/module.so' })).toMatchObject({
        code: 'environment',
        message: expect.stringContaining('/no/such/module.so cannot be loaded'),
      })
      const file = bench.file('none.so')
      await writeFile(file, 'not a library')
      expect(await failure({ module: file })).toMatchObject({ code: 'environment' })
    })
  })

  test('the certificate with the ID of the key is used, even if it calls itself an bench.authority', async () => {
    const { certificate, keyPem } = await issueSelfSigned({ key: 'p-256', authority: true })
    makeToken('selfsigned')
    await storeKey(bench.folder, module, 'selfsigned', { label: 'own', id: 'e0', keyPem, certificate })
    const signer = pkcs11Signer({ module, tokenLabel: 'selfsigned', pin: PIN })
    bench.keep(signer)
    expect((await signer.certificates()).map((der) => Buffer.compare(der, certificate))).toEqual([0])
  })

  test('a certificate that is found by the label of the key alone is used', async () => {
    const made = await bench.authority.issue({ key: 'p-256' })
    makeToken('labels')
    await storeKey(bench.folder, module, 'labels', { label: 'same', id: 'c0', keyPem: made.keyPem })
    await storeCertificate(bench.folder, module, 'labels', {
      label: 'same',
      id: 'c1',
      certificate: made.certificate,
    })
    const signer = pkcs11Signer({ module, tokenLabel: 'labels', pin: PIN })
    bench.keep(signer)
    expect(await signer.certificates()).toHaveLength(1)
  })
})
