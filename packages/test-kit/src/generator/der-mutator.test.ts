import { describe, expect, test } from 'vitest'
import { CertificateAuthority } from '../certificate-authority.ts'
import { mutateDer, mutateDerBytes } from './der-mutator.ts'
import { type DerNode, derNode, derPlaces, encodeDerTree, parseDerTree, tagOf } from './der-tree.ts'
import { valueChanges } from './der-value-changes.ts'
import { Random } from './random.ts'

const authority = await CertificateAuthority.create('Test')
const certificate = authority.root.certificate
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('the tree', () => {
  test.each([
    ['short lengths', '3006020101040141'],
    ['a long length', `30820104${`04820100${'00'.repeat(256)}`}`],
    ['a length longer than it need be', '308300000602830000017f'],
    ['no length', '3080020101a08005000000' + '0000'],
    ['octets in pieces', '2480040141040142' + '0000'],
    ['a tag of two bytes', '3f8101020500'],
    ['an OCTET STRING that holds an element', '040430020500'],
    ['a BIT STRING that holds an element', '03050030020500'],
    ['bits', '0302050a'],
    ['an empty OCTET STRING', '0400'],
  ])('%s: encoded as it was', (_, bytes) => {
    expect(hex(encodeDerTree(parseDerTree(Buffer.from(bytes, 'hex'))))).toBe(bytes)
  })

  test('a certificate: encoded as it was, with a look into its extensions', () => {
    const tree = parseDerTree(certificate)
    expect(hex(encodeDerTree(tree))).toBe(hex(certificate))
    const wrapped = derPlaces(tree).filter(({ parent }) => parent !== undefined && tagOf(parent) === 0x04)
    expect(wrapped.length).toBeGreaterThan(0)
  })

  test.each(['', '30', '3005', '30020101ff', '0480', '0000ff', '30800201'])(
    'not one element: %s',
    (bytes) => {
      expect(() => parseDerTree(Buffer.from(bytes, 'hex'))).toThrow()
    },
  )
})

describe('changes', () => {
  test('the same seed gives the same changes, another one others', () => {
    const run = (seed: number): string[] => {
      const random = new Random(seed)
      return Array.from({ length: 50 }, () => hex(mutateDerBytes(certificate, random).bytes))
    }
    expect(run(1)).toEqual(run(1))
    expect(run(1)).not.toEqual(run(2))
  })

  test('most are changes, they leave the tree alone, and say what they did', () => {
    const random = new Random(3)
    const tree = parseDerTree(certificate)
    const results = Array.from({ length: 2000 }, () => mutateDer(tree, random))
    expect(hex(encodeDerTree(tree))).toBe(hex(certificate))
    const changed = results.filter((one) => hex(encodeDerTree(one.tree)) !== hex(certificate))
    expect(changed.length).toBeGreaterThan(1600)
    const kinds = new Set(results.map(({ what }) => what.replace(/^.*: /, '')))
    expect(kinds.size).toBeGreaterThan(70)
  })

  test('lengths stay right, unless a tag or a length form is what was changed', () => {
    const random = new Random(4)
    const broken = Array.from({ length: 2000 }, () => mutateDerBytes(certificate, random))
      .filter(({ bytes }) => !parses(bytes))
      .map(({ what }) => what.replace(/^.*: /, ''))
    const reasons = /tag|constructed|class|length|end mark|content|byte|bit|piece|number|in front/
    expect(broken.filter((what) => !reasons.test(what))).toEqual([])
  })

  test('only where they may be', () => {
    const random = new Random(5)
    const original = parseDerTree(certificate)
    const subjects = Array.from({ length: 200 }, () =>
      mutateDer(original, random, { where: ({ node }) => tagOf(node) === 0x17 }),
    )
    expect(subjects.every(({ what }) => what.startsWith('0x17 at'))).toBe(true)
    expect(mutateDer(original, random, { where: () => false })).toEqual({ what: 'nothing', tree: original })
  })

  test.each<[string, number, string, string, string]>([
    ['INTEGER', 0x02, '05', 'a zero in front', '02020005'],
    ['BOOLEAN', 0x01, '00', 'true, as DER has it', '0101ff'],
    ['OBJECT IDENTIFIER', 0x06, '2a03', 'a number that takes a byte too many', '06032a8003'],
    ['UTCTime', 0x17, ascii('260102030405Z'), 'no seconds', `170b${ascii('2601020304Z')}`],
    ['UTCTime', 0x17, ascii('260102030405Z'), 'the other kind of time', `180f${ascii('20260102030405Z')}`],
    [
      'GeneralizedTime',
      0x18,
      ascii('20260102030405Z'),
      'the other kind of time',
      `170d${ascii('260102030405Z')}`,
    ],
    ['UTF8String', 0x0c, '61', 'a NUL in the text', '0c03610061'],
  ])('%s 0x%s: %s, %s', (_, tag, content, name, result) => {
    const node = derNode(tag, Buffer.from(content, 'hex'))
    const change = valueChanges(node).find(([one]) => one === name)?.[1]
    change?.(node, new Random(6))
    expect(hex(encodeDerTree(node))).toBe(result)
  })

  test('octets and bits in pieces hold what they held', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const octets = inPieces(derNode(0x04, Buffer.from('hello')), seed)
      expect(tagOf(octets)).toBe(0x24)
      expect(Buffer.concat((octets.children ?? []).map(({ content }) => content)).toString()).toBe('hello')
      const bits = inPieces(derNode(0x03, Uint8Array.of(4, 0xaa, 0xb0)), seed)
      const parts = (bits.children ?? []).map(({ content }) => content)
      expect(parts.map((part) => part[0])).toEqual([0, 4])
      expect(hex(Buffer.concat(parts.map((part) => part.subarray(1))))).toBe('aab0')
    }
  })
})

function ascii(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex')
}

function inPieces(node: DerNode, seed: number): DerNode {
  valueChanges(node).find(([name]) => name === 'in pieces')?.[1](node, new Random(seed))
  return node
}

function parses(bytes: Uint8Array): boolean {
  try {
    parseDerTree(bytes)
    return true
  } catch {
    return false
  }
}
