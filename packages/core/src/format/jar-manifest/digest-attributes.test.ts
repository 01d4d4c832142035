import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type DigestAttribute, digestAttributes } from './digest-attributes.ts'

function attributes(...lines: [name: string, value: string][]): DigestAttribute[] {
  const nothing = new Uint8Array()
  const section = {
    attributes: lines.map(([name, value]) => ({ name, value })),
    raw: nothing,
    rawWithoutBlankLine: nothing,
  }
  return digestAttributes(section, '-Digest')
}

const one = (name: string, value = 'AAAA'): DigestAttribute =>
  attributes([`${name}-Digest`, value])[0] as DigestAttribute

describe('digests by the names that Java knows', () => {
  test.each([
    ['SHA-256', 'sha256'],
    ['sha256', 'sha256'],
    ['SHA3-512', 'sha3-512'],
    ['SHA-224', 'sha224'],
    ['SHA', 'sha1'],
  ])('%s', (name, hash) => {
    const digest = one(name)
    expect(digest.known).toBe(true)
    expect(digest.newHash?.().update('x').digest('hex')).toBe(createHash(hash).update('x').digest('hex'))
  })

  test.each([
    ['SHA1', true],
    ['sha1', true],
    ['SHA-1', true],
    ['MD5', true],
    ['MD2', true],
    ['MD5andX', true],
    ['SHA-1withRSA', true],
    // Java does not recognise these.
    ['sha-1', false],
    ['SHA', false],
    ['X-MD5', false],
    ['SHA-256', false],
  ])('%s is disabled: %s', (name, disabled) => {
    expect(one(name).disabled).toBe(disabled)
  })

  test('what ends with the suffix alone, in its order', () => {
    const found = attributes(
      ['X-Digest', ''],
      ['Name', 'x'],
      ['sha-256-digest', ''],
      ['SHA-256-Digest-Manifest', ''],
    )
    expect(found.map(({ algorithm, known }) => [algorithm, known])).toEqual([
      ['X', false],
      ['sha-256', true],
    ])
  })
})

describe('Base64 as Java decodes it', () => {
  test.each([
    ['YWJj', 'abc'],
    ['YWI=', 'ab'],
    ['YWI', 'ab'],
    ['YQ==', 'a'],
    ['Y W\u0000J-j', 'abc'],
    ['YWI=!', 'ab'],
    ['', ''],
  ])('%j', (text, content) => {
    expect(Buffer.from(one('SHA-256', text).expected ?? 'none').toString()).toBe(content)
  })

  test.each(['A', 'YWJjY', '=', 'Y===', 'YQ=', 'YWI=YWJj', 'YWJj='])('not %j', (text) => {
    expect(one('SHA-256', text).expected).toBeUndefined()
  })
})
