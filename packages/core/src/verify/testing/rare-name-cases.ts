import {
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  sequence,
  set,
} from '../../format/der/der-writer.ts'
import { EXTENSION, nameOf } from './generator/certificate-maker.ts'
import { alternative, host, names } from './generator/chain-extensions.ts'
import { authority, type Cooked, signedBy, signer } from './generator/recipe.ts'
import type { Case, Workshop } from './workshop.ts'

const EDI_PARTY_NAME = 0xa5
const ASSIGNER = 0x80
const PARTY = 0x81
const TEXT = element(0x0c, Buffer.from('x'))
const party = element(PARTY, TEXT)
const ediPartyName = (...parts: Uint8Array[]): Uint8Array => element(EDI_PARTY_NAME, ...parts)
const network = (...bytes: number[]): Uint8Array => element(0x87, Buffer.from(bytes))
const directory = (...parts: Uint8Array[]): Uint8Array => element(0xa4, sequence(...parts))

const TEN = network(10, 0, 0, 0, 255, 0, 0, 0)
const TEN_WITH_SPARE_BITS = network(10, 0, 0, 1, 255, 0, 0, 0)

const USUAL = host('example.com')
const ODD_PARTY = ediPartyName(element(PARTY, integer(5)))

const IPV6 = Buffer.from([10, ...Array<number>(15).fill(0)])

/** JDK 17 reads it, JDK 25 does not. */
const SURROGATES = sequence(objectIdentifier('2.5.4.3'), element(0x1e, Buffer.from('d83dde00', 'hex')))

/** Two spellings that JDKs compare by rules of their own, since a sigma at the end of a word is another letter. */
const SIGMAS: [string, string][] = [
  ['ΑΣª', 'ΑΣa'],
  ['ΑΣʰ', 'ΑΣh'],
  ["ΑΣ'Β", 'ΑΣ＇Β'],
  ['A½Σ', 'A1⁄2Σ'],
]

/** Names of kinds and forms that hardly any certificate has. */
export function rareNameCases(shop: Workshop, root: Cooked): Case[] {
  const policy = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'policy', bytes })
  const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
  const critical = (...list: Uint8Array[]): Uint8Array =>
    signedBy(shop, [signer(root, { extensions: [{ ...alternative(...list), critical: true }] })])
  const limited = (permitted: Uint8Array[], excluded: Uint8Array[], name: Uint8Array): Uint8Array => {
    const above = authority({ issuer: root, extensions: [names(permitted, excluded)] })
    return signedBy(shop, [signer(above, { extensions: [alternative(name)] }), above])
  }
  const named = (text: string): Uint8Array =>
    signedBy(shop, [signer(root, { parts: { subject: nameOf(`CN=${text}`) } })])
  const spelt = (subject: string, issuer: string, index: number): Uint8Array => {
    const named = (text: string): Uint8Array => nameOf(`OU=Sigma ${index},CN=${text}`)
    const above = authority({ issuer: root, parts: { subject: named(subject) } })
    return signedBy(shop, [signer(above, { parts: { issuer: named(issuer) } }), above])
  }
  return [
    policy('an otherName of the type of an extension', critical(otherName('2.5.29.15'))),
    row('an otherName of a type that nobody knows', 0, critical(otherName('1.2.3'))),
    row('an ediPartyName', 0, critical(ediPartyName(party))),
    row('an ediPartyName with an assigner', 0, critical(ediPartyName(element(ASSIGNER, TEXT), party))),
    policy('an ediPartyName with two parties', critical(ediPartyName(party, party))),
    policy('an ediPartyName whose party is a number', critical(ODD_PARTY)),
    row('an excluded network with spare bits', 4, limited([], [TEN_WITH_SPARE_BITS], TEN)),
    row('a permitted network without spare bits', 0, limited([TEN], [], TEN_WITH_SPARE_BITS)),
    // JDK 17 says 4, JDK 25 accepts them.
    policy('all addresses excluded in two authorities', companyChain()),
    policy('an IPv6 address below an excluded IPv4 network', limited([], [TEN], element(0x87, IPV6))),
    row(
      'an IPv6 address below an excluded IPv4 network of other bytes',
      0,
      limited([], [network(192, 168, 0, 0, 255, 255, 0, 0)], element(0x87, IPV6)),
    ),
    policy('an excluded directory name with an empty part', limited([], [directory(set())], directory())),
    policy('an excluded host beside a directory name with a pair of surrogates', pairBesideExcludedHost()),
    row('a list of names of the issuer that only some JDKs read', 0, issuerNamed(ODD_PARTY)),
    policy(
      'two lists of names of the issuer, one of which only some JDKs read',
      issuerNamed(ODD_PARTY, USUAL),
    ),
    policy('two lists of names of the issuer that only some JDKs read', issuerNamed(ODD_PARTY, ODD_PARTY)),
    policy(
      'subject with a pair of surrogates in BMPString',
      signedBy(shop, [signer(root, { parts: { subject: sequence(set(SURROGATES)) } })]),
    ),
    ...SIGMAS.flatMap(([one, other], index) => [
      policy(`issuer ${one}, its authority ${other}`, spelt(other, one, index)),
      policy(`issuer ${other}, its authority ${one}`, spelt(one, other, index)),
    ]),
    row('a name of 1024 bytes', 0, named('x'.repeat(1024))),
    policy('a name of 1025 bytes', named('x'.repeat(1025))),
    row('a name with 30 marks in a row', 0, named(`a${'\u0301'.repeat(30)}`)),
    policy('a name with 31 marks in a row', named(`a${'\u0301'.repeat(31)}`)),
    row('a sigma in both names', 0, spelt('ΟΔΟΣ', 'ΟΔΟΣ', SIGMAS.length)),
    row('Greek names that begin alike and end in a sigma', 0, greekChain()),
  ]

  function companyChain(): Uint8Array {
    const all = [network(...Array<number>(8).fill(0)), network(...Array<number>(32).fill(0))]
    const extensions = [names([], all)]
    const above = authority({ issuer: root, extensions })
    const further = authority({ issuer: above, extensions })
    return signedBy(shop, [signer(further), further, above])
  }

  function greekChain(): Uint8Array {
    const named = (text: string): Uint8Array => nameOf(`C=GR,O=Ελληνικά Συστήματα,CN=${text}`)
    const above = authority({ issuer: root, parts: { subject: named('Αρχή Πιστοποίησης Υπογραφής') } })
    const further = authority({ issuer: above, parts: { subject: named('Αρχή Πιστοποίησης Έκδοσης') } })
    const leaf = signer(further, { parts: { subject: named('Σπύρος Παππάς') } })
    return signedBy(shop, [leaf, further, above])
  }

  function issuerNamed(...list: Uint8Array[]): Uint8Array {
    const extensions = list.map((name) => ({ oid: EXTENSION.issuerAlternativeName, value: sequence(name) }))
    return signedBy(shop, [signer(root, { extensions })])
  }

  function pairBesideExcludedHost(): Uint8Array {
    const above = authority({ issuer: root, extensions: [names([], [host('evil.example')])] })
    const extensions = [alternative(host('evil.example'), directory(set(SURROGATES)))]
    return signedBy(shop, [signer(above, { extensions }), above])
  }
}

function otherName(type: string): Uint8Array {
  return context(0, objectIdentifier(type), context(0, NULL))
}
