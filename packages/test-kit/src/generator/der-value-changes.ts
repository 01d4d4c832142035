import { type DerNode, derNode, encodeDerTree, isConstructed, tagOf } from './der-tree.ts'
import type { Random } from './random.ts'

/** A change to what one element holds, in place. */
export type ValueChange = (node: DerNode, random: Random) => void

const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_IDENTIFIER = 0x06
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
/** UTF8String, NumericString, PrintableString, T61String, IA5String, VisibleString, UniversalString, BMPString. */
const TEXTS = [0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a, 0x1c, 0x1e]

/** Changes that make sense for the type of this element, by name. */
export function valueChanges(node: DerNode): [string, ValueChange][] {
  if (isConstructed(node)) return []
  const tag = tagOf(node)
  const general: [string, ValueChange][] = node.children === undefined ? BYTES : []
  if (tag === 0x01) return [...BOOLEANS, ...general]
  if (tag === INTEGER || tag === 0x0a) return [...INTEGERS, ...general]
  if (tag === BIT_STRING) return [...BIT_STRINGS, ...PIECES, ...general]
  if (tag === OCTET_STRING) return [...PIECES, ...general]
  if (tag === OBJECT_IDENTIFIER) return [...IDENTIFIERS, ...general]
  if (tag === UTC_TIME || tag === GENERALIZED_TIME) return [...TIMES, ...general]
  if (TEXTS.includes(tag)) return [...STRINGS, ...PIECES, ...general]
  return general
}

function join(...parts: (Uint8Array | number[])[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))))
}

function setContent(change: (content: Uint8Array, random: Random) => Uint8Array | number[]): ValueChange {
  return (node, random) => {
    node.content = Uint8Array.from(change(node.content, random))
  }
}

const BYTES: [string, ValueChange][] = [
  ['no content', setContent(() => [])],
  ['a byte less', setContent((content) => content.subarray(0, -1))],
  ['a byte more', setContent((content, random) => join(content, [random.below(256)]))],
  ['a byte more in front', setContent((content, random) => join([random.below(256)], content))],
  [
    'another byte',
    setContent((content, random) => {
      const copy = Uint8Array.from(content)
      if (copy.length > 0) copy[random.below(copy.length)] = random.below(256)
      return copy
    }),
  ],
  [
    'another bit',
    setContent((content, random) => {
      const copy = Uint8Array.from(content)
      const position = random.below(Math.max(copy.length, 1))
      if (copy.length > 0) copy[position] = (copy[position] ?? 0) ^ (1 << random.below(8))
      return copy
    }),
  ],
  ['twice the content', setContent((content) => join(content, content))],
  [
    'a very long content',
    setContent((content, random) => join(content, new Uint8Array(random.pick([200, 600, 70_000])))),
  ],
]

const BOOLEANS: [string, ValueChange][] = [
  ['true, as DER has it', setContent(() => [0xff])],
  ['true, as BER has it', setContent((_, random) => [1 + random.below(254)])],
  ['false', setContent(() => [0])],
  ['two bytes', setContent(() => [0xff, 0xff])],
]

const INTEGERS: [string, ValueChange][] = [
  ['a zero in front', setContent((content) => join([0], content))],
  ['0xff in front', setContent((content) => join([0xff], content))],
  ['negative', setContent((content) => join([(content[0] ?? 0) | 0x80], content.subarray(1)))],
  ['a small number', setContent((_, random) => [random.below(6)])],
  [
    'a number near it',
    setContent((content, random) =>
      join(content.subarray(0, -1), [((content.at(-1) ?? 0) + random.pick([1, 255])) % 256]),
    ),
  ],
  ['zero', setContent(() => [0])],
  ['2^31', setContent(() => [0, 0x80, 0, 0, 0])],
  ['2^31 - 1', setContent(() => [0x7f, 0xff, 0xff, 0xff])],
  ['a huge number', setContent((_, random) => join([1], random.bytes(random.pick([8, 20, 21, 200]))))],
]

const BIT_STRINGS: [string, ValueChange][] = [
  [
    'another count of unused bits',
    setContent((content, random) => join([random.below(10)], content.subarray(1))),
  ],
  ['no bits', setContent(() => [0])],
  ['unused bits without any bits', setContent((_, random) => [1 + random.below(7)])],
]

/** Of digests, signatures, attributes, usages: some known, some not. */
const SOME_IDENTIFIERS = [
  '2b0e03021a', // SHA-1
  '608648016503040201', // SHA-256
  '608648016503040202', // SHA-384
  '608648016503040203', // SHA-512
  '608648016503040204', // SHA-224
  '608648016503040206', // SHA-512/256
  '608648016503040208', // SHA3-256
  '2a864886f70d0205', // MD5
  '2a864886f70d010101', // RSA
  '2a864886f70d010105', // SHA-1 with RSA
  '2a864886f70d01010b', // SHA-256 with RSA
  '2a864886f70d01010a', // RSA-PSS
  '2a8648ce3d0201', // EC
  '2a8648ce3d040302', // SHA-256 with ECDSA
  '2a8648ce3d040301', // SHA-224 with ECDSA
  '2b6570', // Ed25519
  '2a864886f70d010701', // data
  '2a864886f70d010702', // signedData
  '2a864886f70d010901', // e-mail
  '2a864886f70d010903', // contentType
  '2a864886f70d010904', // messageDigest
  '2a864886f70d010905', // signingTime
  '2a864886f70d010934', // CMSAlgorithmProtection
  '2a864886f70d010910020c', // signingCertificate
  '2a864886f70d010910020e', // timestamp
  '2a864886f70d010910022f', // signingCertificateV2
  '2b06010505070303', // codeSigning
  '2b06010505070308', // timeStamping
  '551d0e', // subjectKeyIdentifier
  '551d0f', // keyUsage
  '551d13', // basicConstraints
  '551d25', // extKeyUsage
  '2a0304', // nothing
]

const IDENTIFIERS: [string, ValueChange][] = [
  ['another known identifier', setContent((_, random) => Buffer.from(random.pick(SOME_IDENTIFIERS), 'hex'))],
  [
    'another last number',
    setContent((content, random) => join(content.subarray(0, -1), [random.below(128)])),
  ],
  ['one number more', setContent((content, random) => join(content, [random.below(128)]))],
  ['one number less', setContent((content) => content.subarray(0, -1))],
  [
    'a number that takes a byte too many',
    setContent((content) => join(content.subarray(0, -1), [0x80], content.subarray(-1))),
  ],
  ['a number that does not end', setContent((content) => join(content, [0x81]))],
  [
    'a number beyond 2^64',
    setContent((content) =>
      join(content, [0x8f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
    ),
  ],
]

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1')
const inText = (change: (value: string, random: Random) => string): ValueChange =>
  setContent((content, random) => text(change(Buffer.from(content).toString('latin1'), random)))

const TIMES: [string, ValueChange][] = [
  ['no seconds', inText((time) => time.replace(/\d\dZ$/, 'Z'))],
  [
    'fractions of seconds',
    inText((time, random) => time.replace('Z', random.pick(['.5Z', '.123456789Z', ',5Z', '.Z', '.0Z']))),
  ],
  [
    'a time zone',
    inText((time, random) =>
      time.replace('Z', random.pick(['+0100', '-0330', '+0000', '+2500', '+01', '+01:00'])),
    ),
  ],
  ['no time zone', inText((time) => time.replace('Z', ''))],
  ['a small z', inText((time) => time.replace('Z', 'z'))],
  [
    'another year',
    inText((time, random) => `${random.pick(['00', '49', '50', '99', '31'])}${time.slice(2)}`),
  ],
  ['a month that is none', inText((time) => time.replace(/\d\d(?=\d{8}Z)/, '13'))],
  ['a day that is none', inText((time) => time.replace(/\d{4}(?=\d{6}Z)/, '0231'))],
  ['an hour that is none', inText((time) => time.replace(/\d\d(?=\d{4}Z)/, '24'))],
  ['60 seconds', inText((time) => time.replace(/\d\dZ/, '60Z'))],
  ['a blank', inText((time, random) => random.pick([` ${time}`, `${time} `, time.replace(/\d/, ' ')]))],
  ['a sign', inText((time, random) => random.pick(['+', '-']) + time.slice(1))],
  [
    'the other kind of time',
    (node) => {
      const utc = tagOf(node) === UTC_TIME
      node.identifier = Uint8Array.of(utc ? GENERALIZED_TIME : UTC_TIME)
      node.content = utc ? join(text('20'), node.content) : node.content.subarray(2)
    },
  ],
]

const STRINGS: [string, ValueChange][] = [
  [
    'another kind of text',
    (node, random) => {
      node.identifier = Uint8Array.of(random.pick(TEXTS))
    },
  ],
  [
    'text that is no ASCII',
    setContent((content, random) =>
      join(content, random.pick([[0xc3, 0xa4], [0xe4], [0xed, 0xa0, 0x80], [0xff]])),
    ),
  ],
  ['a NUL in the text', setContent((content) => join(content, [0, 0x61]))],
  ['blanks around', inText((value) => ` ${value} `)],
  ['other case', inText((value) => value.toUpperCase())],
  ['text with marks of names', inText((value) => `${value}, CN=x+"\\`)],
]

/** BER lets strings be written in pieces. */
const PIECES: [string, ValueChange][] = [
  ['in pieces', inPieces],
  [
    'in pieces, without a length',
    (node, random) => {
      inPieces(node, random)
      node.length = 'indefinite'
    },
  ],
]

function inPieces(node: DerNode, random: Random): void {
  const tag = tagOf(node)
  const whole = join(node.content, ...(node.children ?? []).map(encodeDerTree))
  const isBits = tag === BIT_STRING
  const bytes = isBits ? whole.subarray(1) : whole
  const cut = random.below(bytes.length + 1)
  const piece = (part: Uint8Array, last: boolean): DerNode =>
    derNode(
      random.oneIn(4) ? OCTET_STRING : tag,
      isBits ? join([last ? (whole[0] ?? 0) : 0], part) : Uint8Array.from(part),
    )
  node.identifier = Uint8Array.of(tag | 0x20)
  node.content = new Uint8Array()
  node.children = [piece(bytes.subarray(0, cut), false), piece(bytes.subarray(cut), true)]
}
