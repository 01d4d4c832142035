import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  requireOracle,
  writePkcs12,
  writeWithJava,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { answerQuestions } from './ask-secret.ts'
import { type KeystoreLocation, openKeystore } from './keystore.ts'
import { readTruststoreFile } from './truststore-file.ts'

const hasJava = requireOracle('java') !== undefined
const hasOpenssl = requireOracle('openssl') !== undefined
const PASSWORD = 'store password 4471'
const KEY_PASSWORD = 'key password 7731'

let folder: string
let issued: Issued
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-passwords-'))
  const authority = await CertificateAuthority.create()
  issued = await authority.issue({ commonName: 'First' })
  const chain = [issued.certificate, authority.intermediate.certificate]
  await writeFile(path('chain.pem'), authority.chainPem(issued))
  await writeFile(
    path('key.pem'),
    issued.privateKey.export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: KEY_PASSWORD,
    }),
  )
  if (hasOpenssl) {
    const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'first' }
    await writePkcs12(path('one.p12'), { ...content, password: PASSWORD })
  }
  if (!hasJava) return
  const keys = [{ alias: 'first', issued, chain, password: KEY_PASSWORD }]
  await writeWithJava([{ type: 'JKS', path: path('two.jks'), password: PASSWORD, keys }])
}, 240_000)

afterEach(() => answerQuestions(undefined))
afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** Answers the questions one by one, and tells what was asked. */
function answering(...answers: string[]): string[] {
  const asked: string[] = []
  answerQuestions(async (question, isAgain) => {
    asked.push(`${isAgain ? 'again: ' : ''}${question.replaceAll(folder, '')}`)
    return answers.shift()
  })
  return asked
}

const opens = async (location: KeystoreLocation): Promise<string> =>
  (await openKeystore(location)).certificate.subject

describe('a password that was not given is asked for', () => {
  test.runIf(hasOpenssl)('of a PKCS#12 file, up to three times', async () => {
    const asked = answering('wrong one', PASSWORD)
    expect(await opens({ keystore: path('one.p12') })).toBe('CN=First')
    expect(asked).toEqual(['Password of /one.p12', 'again: Password of /one.p12'])
    answering('wrong', 'wrong', 'wrong', PASSWORD)
    await expect(opens({ keystore: path('one.p12') })).rejects.toThrow('is wrong, or the file is damaged')
  })

  test.runIf(hasJava)('of a JKS file and of its key, each by itself', async () => {
    const asked = answering(PASSWORD, KEY_PASSWORD)
    expect(await opens({ keystore: path('two.jks') })).toBe('CN=First')
    expect(asked).toEqual(['Password of /two.jks', 'Password of the key "first" in /two.jks'])
  })

  test.runIf(hasJava)('of a key alone where the one of its store was given', async () => {
    const asked = answering('wrong one', KEY_PASSWORD)
    expect(await opens({ keystore: path('two.jks'), storePassword: PASSWORD })).toBe('CN=First')
    const question = 'Password of the key "first" in /two.jks'
    expect(asked).toEqual([question, `again: ${question}`])
  })

  test('of a PEM file', async () => {
    const asked = answering(KEY_PASSWORD)
    expect(await opens({ key: path('key.pem'), certificates: path('chain.pem') })).toBe('CN=First')
    expect(asked).toEqual(['Password of the key in /key.pem'])
  })

  test.runIf(hasOpenssl)('of a truststore', async () => {
    const asked = answering('wrong one', PASSWORD)
    await expect(readTruststoreFile(path('one.p12'), undefined)).rejects.toThrow('no trusted certificate')
    expect(asked).toHaveLength(2)
  })
})

describe('nothing is asked', () => {
  test.runIf(hasOpenssl)('where a password was given, be it wrong', async () => {
    const asked = answering(PASSWORD)
    await expect(opens({ keystore: path('one.p12'), storePassword: 'wrong' })).rejects.toMatchObject({
      code: 'keystore',
      help: expect.stringContaining('Check sign.storePassword'),
    })
    expect(asked).toEqual([])
  })

  test('where a key given by its password is wrong, which is called by the option that gave it', async () => {
    const asked = answering(KEY_PASSWORD)
    const pem = { key: path('key.pem'), certificates: path('chain.pem') }
    await expect(opens({ ...pem, keyPassword: 'wrong' })).rejects.toMatchObject({
      help: expect.stringContaining('Check sign.keyPassword'),
    })
    await expect(opens({ ...pem, storePassword: 'wrong' })).rejects.toMatchObject({
      help: expect.stringContaining('Check sign.storePassword'),
    })
    expect(asked).toEqual([])
  })

  test('where nobody can answer', async () => {
    await expect(opens({ key: path('key.pem'), certificates: path('chain.pem') })).rejects.toMatchObject({
      message: expect.stringContaining('no password was given'),
      help: "Set sign.keyPassword, preferably as { env: 'NAME' }, or the variable TACOSMITH_KEYPASS.",
    })
  })
})

test.runIf(hasOpenssl)('a wrong password of a truststore is told by its own variable', async () => {
  await expect(readTruststoreFile(path('one.p12'), 'wrong')).rejects.toMatchObject({
    help: expect.stringContaining('Check the variable TACOSMITH_TRUSTSTOREPASS'),
  })
})
