import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { generateKey, issueSelfSigned, type KeyKind } from './certificate-authority.ts'
import { describeLeaks, SecretScanner } from './secret-scanner.ts'

const PASSWORD = 'p/ss wörd"42'
const forms = (content: string | Uint8Array): string[] => {
  const scanner = new SecretScanner()
  scanner.addPassword('the password', PASSWORD)
  return scanner.find(content).map(({ form }) => form)
}

describe('a password is found', () => {
  test.each<[string, string | Uint8Array]>([
    ['plain', `cannot open it with ${PASSWORD}!`],
    ['hex', Buffer.from(PASSWORD).toString('hex')],
    ['hex', Buffer.from(PASSWORD).toString('hex').toUpperCase()],
    ['URL-encoded', `http://me:${encodeURIComponent(PASSWORD)}@tsa.example`],
    ['JSON', JSON.stringify({ PASSWORD })],
    ['Latin-1', Buffer.from(PASSWORD, 'latin1')],
    ['UTF-16', Buffer.from(PASSWORD, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(PASSWORD, 'utf16le').swap16()],
    ...['', 'm', 'me', 'me:', 'user:'].map((before): [string, string] => [
      'base64',
      `Authorization: Basic ${Buffer.from(`${before}${PASSWORD}`).toString('base64')}`,
    ]),
  ])('as %s', (form, content) => {
    expect(forms(content)).toContain(form)
  })

  test('inside an archive', () => {
    const packed = deflateRawSync(Buffer.from(`<!-- ${PASSWORD} -->`.repeat(20)))
    const header = Buffer.alloc(30)
    header.write('PK\x03\x04', 'latin1')
    header.writeUInt16LE(8, 8)
    expect(packed.includes(PASSWORD)).toBe(false)
    expect(forms(Buffer.concat([header, packed, Buffer.from('PK\x01\x02')]))).toContain('plain')
  })

  test('in an error: message, help, cause, hidden properties', () => {
    const scanner = new SecretScanner()
    scanner.addPassword('the password', PASSWORD)
    const inCause = new Error('outer', { cause: new Error(`inner ${PASSWORD}`) })
    const hidden = Object.defineProperty(new Error('x'), 'options', { value: { a: [{ b: PASSWORD }] } })
    for (const error of [inCause, hidden, Object.assign(new Error('x'), { help: PASSWORD })]) {
      expect(scanner.findInValue(error)).not.toEqual([])
    }
    expect(scanner.findInValue(new Error('harmless', { cause: new Error('too') }))).toEqual([])
  })
})

describe('a private key is found', () => {
  test.each<KeyKind>(['rsa-2048', 'rsa-pss', 'p-256', 'ed25519'])('%s', (kind) => {
    const { privateKey } = generateKey(kind)
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    const der = privateKey.export({ format: 'der', type: 'pkcs8' })
    const scanner = new SecretScanner()
    scanner.addKeysIn('the key', pem)
    for (const text of [
      pem.replaceAll(/-----.*-----/g, ''),
      JSON.stringify({ key: pem.replaceAll(/-----.*-----/g, '') }),
      der,
      der.toString('hex'),
      `x${der.toString('base64url')}`,
    ])
      expect(scanner.find(text)).toContainEqual(expect.objectContaining({ secret: 'the key' }))
    if (kind === 'rsa-pss') return
    const { d = '' } = privateKey.export({ format: 'jwk' })
    expect(scanner.find(JSON.stringify({ d }))).toEqual([
      { secret: 'the key', form: expect.stringMatching('base64') },
    ])
  })

  test('but not in advice on what such a file looks like', () => {
    expect(new SecretScanner().find('it starts with "-----BEGIN PRIVATE KEY-----", if it is one')).toEqual([])
  })

  test('in PEM form even when nobody registered it, and a certificate is none', async () => {
    const { keyPem, certificatePem } = await issueSelfSigned()
    expect(new SecretScanner().find(keyPem)).toEqual([{ secret: 'a private key', form: 'PEM' }])
    const scanner = new SecretScanner()
    scanner.addKeysIn('the key', keyPem)
    expect(scanner.find(certificatePem)).toEqual([])
  })
})

test('addresses give up their passwords, and a report does not repeat them', () => {
  const scanner = new SecretScanner()
  scanner.addAddressesIn(
    'the proxy',
    `http://me:${encodeURIComponent(PASSWORD)}@127.0.0.1:9/ http://other.example/`,
  )
  const leaks = scanner.find(`it said ${PASSWORD}`)
  expect(describeLeaks('stderr', leaks)).toContain('stderr shows the proxy (plain)')
  expect(describeLeaks('stderr', leaks)).not.toContain(PASSWORD)
  expect(scanner.find('http://me@127.0.0.1:9/')).toEqual([])
})

test('ordinary words are no secrets', () => {
  const scanner = new SecretScanner()
  for (const word of ['secret', 'changeit', 'abc']) scanner.addPassword('a word', word)
  expect(scanner.find('set the secret; Java says changeit; abc')).toEqual([])
})
