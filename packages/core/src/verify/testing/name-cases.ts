import { context, element, NULL, objectIdentifier, sequence, set } from '../../format/der/der-writer.ts'
import { TEXT_TAGS } from './generator/certificate-maker.ts'
import { alternative, email, host, names } from './generator/chain-extensions.ts'
import { authority, type Cooked, signedBy, signer, trustedRoot } from './generator/recipe.ts'
import type { Case, Workshop } from './workshop.ts'

const { utf8, printable } = TEXT_TAGS
const COMMON_NAME = '2.5.4.3'
const ORGANIZATION = '2.5.4.10'
const UNIT = '2.5.4.11'
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1'

type Value = string | Uint8Array
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

function attribute(value: Value, tag: number = utf8, oid = COMMON_NAME): Uint8Array {
  return sequence(objectIdentifier(oid), element(tag, Buffer.from(value as string)))
}

/** Each part with its attributes. */
function named(...parts: Uint8Array[][]): Uint8Array {
  return sequence(...parts.map((attributes) => set(...attributes)))
}

/** A surrogate, which UTF-8 has no place for: one mark to Java, three to us. */
const SURROGATE = latin1('x\xed\xa0\x80y')
/** A letter, and its capital, of Unicode 14. */
const [SMALL, CAPITAL] = ['\u2c5f', '\u2c2f']
const JOINED_BY_COMMA = [[attribute('b\uff0ccn=a')]]
const TWO_PARTS = [[attribute('a')], [attribute('b')]]
const JOINED_BY_PLUS = [[attribute('a\uff0bo=b')]]
const TWO_ATTRIBUTES = [[attribute('a'), attribute('b', utf8, ORGANIZATION)]]

/** JDK 17 reads the first two, JDK 25 does not, nor what is beside them. */
const RARE_OTHER_NAME = context(0, objectIdentifier('1.2.3'), NULL)
const RARE_PARTY_NAME = context(5, context(0, element(utf8, Buffer.from('x'))))
const OTHER_NAME = context(0, objectIdentifier('1.2.3'), context(0, NULL))

/** How names are spelt: where JDKs agree whether two are equal, and where not. */
export function nameCases(shop: Workshop, root: Cooked): Case[] {
  const row = (name: string, exit: number, chain: readonly [Cooked, ...Cooked[]]): Case => ({
    ...{ name, kind: 'row', exit, bytes: signedBy(shop, chain) },
  })
  const policy = (name: string, chain: readonly [Cooked, ...Cooked[]]): Case => ({
    ...{ name, kind: 'policy', bytes: signedBy(shop, chain) },
  })
  let count = 0
  /** An authority, and a signer that spells its name otherwise. */
  const issued = (subject: Uint8Array[][], issuer: Uint8Array[][]): [Cooked, Cooked] => {
    count += 1
    const own = [attribute(`Spelling ${count}`, utf8, UNIT)]
    const above = authority({ issuer: root, parts: { subject: named(own, ...subject) } })
    return [signer(above, { parts: { issuer: named(own, ...issuer) } }), above]
  }
  const spelt = (subject: Uint8Array, issuer: Uint8Array): [Cooked, Cooked] => issued([[subject]], [[issuer]])
  const belowRoot = (subject: Uint8Array[][], issuer: Uint8Array[][]): [Cooked] => {
    count += 1
    const own = [attribute(`Root ${count}`, utf8, UNIT)]
    const parts = { subject: named(own, ...subject), issuer: named(own, ...subject) }
    return [signer(trustedRoot(shop, { parts }), { parts: { issuer: named(own, ...issuer) } })]
  }
  const limited = (permitted: Uint8Array, subject: Uint8Array): [Cooked, Cooked] => {
    const above = authority({ issuer: root, extensions: [names([permitted])] })
    return [signer(above, { parts: { subject } }), above]
  }
  return [
    policy('issuer in malformed UTF-8', spelt(attribute('x\ufffdy'), attribute(SURROGATE))),
    policy(
      'issuer in UTF-8, its authority in malformed',
      spelt(attribute(SURROGATE), attribute('x\ufffd\ufffd\ufffdy')),
    ),
    policy(
      'malformed UTF-8 with a capital',
      spelt(attribute(SURROGATE), attribute(latin1('X\xed\xa0\x80y'))),
    ),
    row('the same malformed UTF-8', 0, spelt(attribute(SURROGATE), attribute(SURROGATE))),
    row(
      'malformed UTF-8 between other letters',
      4,
      spelt(attribute(SURROGATE), attribute(latin1('x\xed\xa0\x80z'))),
    ),
    policy('root in malformed UTF-8', belowRoot([[attribute(SURROGATE)]], [[attribute('x\ufffdy')]])),
    policy(
      'issuer in PrintableString with an accent',
      spelt(attribute('xéy'), attribute(latin1('xéy'), printable)),
    ),
    policy(
      'issuer in PrintableString with another accent',
      spelt(attribute(latin1('xéy'), printable), attribute(latin1('xèy'), printable)),
    ),
    row(
      'the same PrintableString with an accent',
      0,
      spelt(attribute(latin1('xéy'), printable), attribute(latin1('xéy'), printable)),
    ),
    row('an authority beside a root with a letter in PrintableString', 0, besideLatinRoot()),
    policy('issuer with a capital of Unicode 14', spelt(attribute(SMALL), attribute(CAPITAL))),
    row('the same letter of Unicode 14', 0, spelt(attribute(SMALL), attribute(SMALL))),
    row('a letter of Unicode 14 and another name', 4, spelt(attribute(`a${SMALL}`), attribute(`b${SMALL}`))),
    policy('issuer with a digit of Unicode 16', spelt(attribute('0'), attribute('\u{1ccf0}'))),
    row('issuer with a letter for two', 0, spelt(attribute('finanz'), attribute('\ufb01nanz'))),
    policy('two parts joined by a fullwidth comma', issued(TWO_PARTS, JOINED_BY_COMMA)),
    policy('two attributes joined by a fullwidth plus', issued(TWO_ATTRIBUTES, JOINED_BY_PLUS)),
    row('root whose two parts are joined by a fullwidth comma', 0, belowRoot(TWO_PARTS, JOINED_BY_COMMA)),
    row(
      'root whose two attributes are joined by a fullwidth plus',
      0,
      belowRoot(TWO_ATTRIBUTES, JOINED_BY_PLUS),
    ),
    row(
      'a permitted directory name whose two attributes are joined',
      4,
      limited(context(4, named(...JOINED_BY_PLUS)), named(...TWO_ATTRIBUTES, [attribute('z', utf8, UNIT)])),
    ),
    policy(
      'a permitted directory name in malformed UTF-8',
      limited(
        context(4, named([attribute(SURROGATE)])),
        named([attribute('x\ufffdy')], [attribute('z', utf8, UNIT)]),
      ),
    ),
    policy(
      'an e-mail address in malformed UTF-8',
      limited(email('example.com'), named([attribute(latin1('\xff@example.com'), utf8, EMAIL_ADDRESS)])),
    ),
    policy('an excluded host beside an otherName without its tag', besideExcludedHost(RARE_OTHER_NAME)),
    policy('an excluded host beside an ediPartyName without a party', besideExcludedHost(RARE_PARTY_NAME)),
    row('an excluded host beside an otherName', 4, besideExcludedHost(OTHER_NAME)),
    identified(),
  ]

  function besideExcludedHost(another: Uint8Array): [Cooked, Cooked] {
    const above = authority({ issuer: root, extensions: [names([], [host('evil.example')])] })
    return [signer(above, { extensions: [alternative(another, host('evil.example'))] }), above]
  }

  function besideLatinRoot(): [Cooked, Cooked] {
    const own = (value: Value, tag?: number): { subject: Uint8Array; issuer: Uint8Array } => {
      const name = named([attribute('Beside', utf8, UNIT)], [attribute(value, tag)])
      return { subject: name, issuer: name }
    }
    trustedRoot(shop, { parts: own(latin1('Ö'), printable) })
    const above = trustedRoot(shop, { parts: own('Ordinary Root') })
    const middle = authority({ issuer: above, parts: { subject: own('Issuing').subject } })
    return [signer(middle), middle]
  }

  function identified(): Case {
    const [leaf, above] = spelt(attribute(SURROGATE), attribute(SURROGATE))
    const own = attribute(`Spelling ${count}`, utf8, UNIT)
    const parts = { ...leaf.parts, issuer: named([own], [attribute('x\ufffdy')]) }
    return policy('signer whose issuer is named in other UTF-8 than its certificate has', [
      { ...leaf, parts },
      above,
    ])
  }
}
