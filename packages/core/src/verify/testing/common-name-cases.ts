import { element, objectIdentifier, sequence, set } from '../../format/der/der-writer.ts'
import { encodeText, TEXT_TAGS } from './generator/certificate-maker.ts'
import { email, host, names } from './generator/chain-extensions.ts'
import { authority, type Cooked, signedBy, signer } from './generator/recipe.ts'
import type { Case, Workshop } from './workshop.ts'

const COMMON_NAME = '2.5.4.3'
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1'
const ip = (digits: string): Uint8Array => element(0x87, Buffer.from(digits, 'hex'))
/** 1.2.3.0/24 and 2001:db8::/32. */
const NETWORKS = [ip('01020300ffffff00'), ip(`20010db8${'0'.repeat(24)}ffffffff${'0'.repeat(24)}`)]

/** Common names, and what jarsigner says where the networks are excluded, and where only they and a host are permitted. */
const ADDRESSES: [text: string, excluded: number, permitted: number][] = [
  ['1.2.3.4', 4, 0],
  ['1.2.772', 4, 0],
  ['1.131844', 4, 0],
  ['01.2.3.4', 4, 0],
  ['::ffff:1.2.3.4', 4, 0],
  ['2001:db8::00001', 4, 0],
  ['2001:db8::1%1', 4, 0],
  ['2001:db8::1.2.3.4', 4, 0],
  ['::1.2.3.4', 0, 4],
  ['1:2:3:4:5:6:1.2.3.4', 0, 4],
  ['16909060', 0, 0],
  ['4294967296', 0, 4],
  ['::ffff:1.2.3.4%1', 0, 0],
  ['1.2.3.4.5', 0, 4],
]

const utf32 = (text: string): Uint8Array => encodeText(text, TEXT_TAGS.universal)
const utf16 = (text: string): Uint8Array => encodeText(text, TEXT_TAGS.bmp)
const BYTE = Buffer.from([0])

/** Texts in other types of string, where a host is permitted. */
const STRINGS: [what: string, tag: number, value: Uint8Array, exit: number][] = [
  ['example.org as UniversalString', TEXT_TAGS.universal, utf32('example.org'), 4],
  ['example.com as UniversalString', TEXT_TAGS.universal, utf32('example.com'), 0],
  [
    'example.org as UniversalString and a byte',
    TEXT_TAGS.universal,
    Buffer.concat([utf32('example.org'), BYTE]),
    0,
  ],
  ['example.org as BMPString', TEXT_TAGS.bmp, utf16('example.org'), 4],
  ['example.org as BMPString and a byte', TEXT_TAGS.bmp, Buffer.concat([utf16('example.org'), BYTE]), 0],
]

/** Common names and e-mail addresses of the subject below name constraints. */
export function commonNameCases(shop: Workshop, root: Cooked): Case[] {
  const excluding = authority({ issuer: root, extensions: [names([], NETWORKS)] })
  const permitting = authority({
    issuer: root,
    extensions: [names([...NETWORKS, host('example.com'), email('example.com')])],
  })
  const file = (above: Cooked, oid: string, tag: number, value: Uint8Array): Uint8Array => {
    const subject = sequence(set(sequence(objectIdentifier(oid), element(tag, value))))
    return signedBy(shop, [signer(above, { parts: { subject } }), above])
  }
  const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
  const address = (above: Cooked, text: string): Uint8Array =>
    file(above, COMMON_NAME, TEXT_TAGS.utf8, Buffer.from(text))
  return [
    ...ADDRESSES.flatMap(([text, excluded, permitted]) => [
      row(`common name ${text} where networks are excluded`, excluded, address(excluding, text)),
      row(`common name ${text} where networks are permitted`, permitted, address(permitting, text)),
    ]),
    ...STRINGS.map(([what, tag, value, exit]) =>
      row(`common name ${what}`, exit, file(permitting, COMMON_NAME, tag, value)),
    ),
    row(
      'e-mail address x@example.com as UniversalString',
      0,
      file(permitting, EMAIL_ADDRESS, TEXT_TAGS.universal, utf32('x@example.com')),
    ),
    {
      name: 'common name 2001:db8::1%eth0',
      kind: 'policy',
      bytes: address(excluding, '2001:db8::1%eth0'),
    },
  ]
}
