import { CertificateAuthority, issueSelfSigned, within } from '@tacosmith/test-kit'
import { type BaseBlock, fromBER, Integer, ObjectIdentifier } from 'asn1js'
import { describe, expect, test } from 'vitest'
import { bigInteger, dottedOid, instant, isTrue, smallInteger, textOf } from './asn1-values.ts'
import { type Asn1Node, octets, parseAsn1, parseOutline } from './der-reader.ts'
import {
  bmpString,
  context,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from './der-writer.ts'

/** Compares with another parser, which is slower and can write as well. */
function expectSameTree(node: Asn1Node, other: BaseBlock): void {
  expect(Buffer.compare(node.raw, other.valueBeforeDecodeView)).toBe(0)
  if (other instanceof ObjectIdentifier) expect(dottedOid(node)).toBe(other.getValue())
  if (other instanceof Integer) expect(bigInteger(node)).toBe(other.toBigInt())
  const children: unknown = (other.valueBlock as { value?: unknown }).value
  const others = node.constructed && Array.isArray(children) ? (children as BaseBlock[]) : []
  expect(node.children).toHaveLength(others.length)
  node.children.forEach((child, index) => {
    const otherChild = others[index]
    if (otherChild !== undefined) expectSameTree(child, otherChild)
  })
}

const indefinite = (tag: number, ...parts: Uint8Array[]): Uint8Array =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])])

describe('the parser', () => {
  test('reads certificates as another parser does', async () => {
    const authority = await CertificateAuthority.create()
    const issued = [await authority.issue(), await issueSelfSigned({ key: 'rsa-4096' }), authority.root]
    for (const { certificate } of issued) {
      expectSameTree(parseAsn1(certificate), fromBER(certificate, { parseEmbedded: false }).result)
    }
  })

  test('reads BER', () => {
    const pieces = indefinite(
      0x24,
      octetString(Buffer.from('ab')),
      indefinite(0x24, octetString(Buffer.from('c'))),
    )
    const bytes = indefinite(0x30, objectIdentifier('1.2.840.113549.1.7.1'), indefinite(0xa0, pieces))
    const node = parseAsn1(bytes)
    expectSameTree(node, fromBER(new Uint8Array(bytes), { parseEmbedded: false }).result)
    expect(Buffer.from(octets(node.children[1]?.children[0])).toString()).toBe('abc')
    // A length in more bytes than it needs.
    expect([...octets(parseAsn1(Buffer.from('04820001aa', 'hex')))]).toEqual([0xaa])
    expect(parseAsn1(Buffer.from('9f8148 01 aa'.replaceAll(' ', ''), 'hex')).tagNumber).toBe(200)
  })

  test.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length that is cut', '3082'],
    ['contents that are cut', '300302'],
    ['an inner element that is longer than the outer', '3003020201'],
    ['bytes behind', '050000'],
    ['a length of gigabytes', '0484ffffffff'],
    ['a length of more', '04850000000001aa'],
    ['an endless tag', '1fffffffffffffffff'],
    ['an indefinite length without an end', '3080020101'],
    ['an end outside of the outer element', '3004308002010000'],
    ['a primitive of indefinite length', '0480aa0000'],
  ])('refuses %s', (_, hex) => {
    expect(() => parseAsn1(Buffer.from(hex, 'hex'))).toThrow()
  })

  test(
    'refuses what is nested too deeply or is too large, soon',
    within(3000, () => {
      const deep = (tag: number): Buffer => Buffer.alloc(4_000_000, Buffer.from([tag, 0x80]))
      let nested: Uint8Array = integer(1)
      for (let depth = 0; depth < 70; depth++) nested = sequence(nested)
      const large = element(0x30, Buffer.alloc(8_000_000, Buffer.from([5, 0])))
      expect(() => parseAsn1(deep(0x30))).toThrow('nested too deeply')
      expect(() => parseAsn1(deep(0xa0))).toThrow('nested too deeply')
      expect(() => parseAsn1(nested)).toThrow('nested too deeply')
      expect(() => parseAsn1(large)).toThrow('too large')
    }),
  )

  test('answers every damage with a tree or an error', async () => {
    const { certificate } = await issueSelfSigned()
    for (let index = 0; index < certificate.length; index++) {
      for (const value of [0, 0x1f, 0x80, 0xff]) {
        const damaged = Uint8Array.from(certificate)
        damaged[index] = value
        try {
          expect(parseAsn1(damaged).raw).toHaveLength(damaged.length)
        } catch (error) {
          expect((error as Error).name).toBe('Error')
        }
      }
    }
  })
})

describe('values', () => {
  test.each([
    '0.9.2342.19200300.100.1.1',
    '1.3.6.1.4.1.311.2.1.4',
    '2.5.29.15',
    '2.16.840.1.101.3.4.2.1',
    '2.999.1',
  ])('the object identifier %s', (oid) => expect(dottedOid(parseAsn1(objectIdentifier(oid)))).toBe(oid))

  test('what is not of the type gives nothing', () => {
    const wrong = parseAsn1(octetString(Buffer.from('2a03', 'hex')))
    expect([dottedOid(wrong), bigInteger(wrong), textOf(wrong), isTrue(wrong)]).toEqual([
      '',
      undefined,
      undefined,
      false,
    ])
    expect(smallInteger(wrong)).toBeNaN()
    expect(() => instant(wrong)).toThrow()
    expect(dottedOid(parseAsn1(Buffer.from('06022a83', 'hex')))).toBe('')
    expect(dottedOid(parseAsn1(context(0, integer(1))))).toBe('')
  })

  test('integers', () => {
    expect(smallInteger(parseAsn1(integer(600_000)))).toBe(600_000)
    expect(smallInteger(parseAsn1(Buffer.from('0201ff', 'hex')))).toBeNaN()
    expect(smallInteger(parseAsn1(integer(1n << 64n)))).toBeNaN()
    expect(bigInteger(parseAsn1(integer(1n << 64n)))).toBe(1n << 64n)
    expect(bigInteger(parseAsn1(Buffer.from('0201ff', 'hex')))).toBe(-1n)
  })

  test('texts', () => {
    expect(textOf(parseAsn1(bmpString('Schlüssel')))).toBe('Schlüssel')
    expect(textOf(parseAsn1(element(0x0c, Buffer.from('Schlüssel'))))).toBe('Schlüssel')
  })

  const utc = (text: string): Asn1Node => parseAsn1(element(0x17, Buffer.from(text)))
  const generalized = (text: string): Asn1Node => parseAsn1(element(0x18, Buffer.from(text)))

  test.each([
    ['2026-11-22T10:11:12.000Z', utc('261122101112Z')],
    ['1950-01-01T00:00:00.000Z', utc('500101000000Z')],
    ['2049-12-31T23:59:59.000Z', utc('491231235959Z')],
    ['2026-11-22T10:11:00.000Z', utc('2611221011Z')],
    ['2026-11-22T08:11:12.000Z', utc('261122101112+0200')],
    ['2050-02-28T10:11:12.000Z', generalized('20500228101112Z')],
    ['2026-11-22T10:11:12.345Z', generalized('20261122101112.3456Z')],
    ['9999-12-31T23:59:59.000Z', generalized('99991231235959Z')],
  ])('the time %s', (iso, node) => expect(instant(node).toISOString()).toBe(iso))

  test.each(['260230101112Z', '261322101112Z', '261122251112Z', '261122101112', '', 'Z', '2611221O1112Z'])(
    'refuses the time "%s"',
    (text) => expect(() => instant(utc(text))).toThrow('no time'),
  )
})

test('an outline has the outer elements, and passes over what lies deeper', () => {
  const broken = Buffer.from('300830063004ffffffff', 'hex')
  expect(() => parseAsn1(broken)).toThrow()
  const [inner] = parseOutline(broken, 1).children
  expect(inner?.raw.toString()).toBe(Buffer.from('30063004ffffffff', 'hex').toString())
  expect(inner?.children).toEqual([])
  expect(() => parseOutline(broken.subarray(0, -1), 1)).toThrow('it ends too early')
})
