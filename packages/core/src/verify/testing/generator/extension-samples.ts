import type { Random } from '@tacosmith/test-kit'
import {
  boolean,
  context,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
} from '../../../format/der/der-writer.ts'
import { bitString, EXTENSION, type MadeExtension, nameOf, TEXT_TAGS } from './certificate-maker.ts'
import { oddUri } from './odd-uris.ts'

const ascii = (tag: number, text: string): Uint8Array => element(tag, Buffer.from(text, 'latin1'))

/** GeneralNames of all kinds. */
export const GENERAL_NAMES: readonly Uint8Array[] = [
  ascii(0x81, 'signer@example.com'),
  ascii(0x81, 'signer@mail.example.com'),
  ascii(0x81, 'signer@example.org'),
  ascii(0x82, 'example.com'),
  ascii(0x82, 'code.example.com'),
  ascii(0x82, 'example.org'),
  ascii(0x86, 'http://www.example.com/x'),
  ascii(0x86, 'ldap://example.com/cn=x?y?base?(z=1)'),
  ascii(0x86, 'urn:a:b'),
  element(0x87, Buffer.from([10, 0, 0, 1])),
  element(0x87, Buffer.alloc(16, 1)),
  element(0x88, Buffer.from([0x2a, 3, 4])),
  context(4, nameOf('C=DE,O=Acme,CN=Acme Alias')),
  context(0, objectIdentifier('1.3.6.1.4.1.311.20.2.3'), context(0, ascii(0x0c, 'signer@example.com'))),
  context(5, element(0x81, ascii(0x0c, 'party'))),
  context(3, sequence()),
  // What some JDK, or all, do not read, or read in a way of their own.
  context(0, objectIdentifier('2.5.29.15'), context(0, ascii(0x0c, 'x'))),
  context(0, objectIdentifier('1.2.3'), ascii(0x0c, 'x')),
  context(5, element(0x81, integer(5))),
  context(5, element(0x81, ascii(0x0c, 'party')), element(0x81, ascii(0x0c, 'party'))),
  context(5, element(0x80, ascii(0x0c, 'x'))),
  element(0x87, Buffer.from([10, 0, 0, 1, 255, 0, 0, 0])),
  element(0x87, Buffer.from([10, 0, 0, 0, 255, 0, 0, 0])),
  context(4, sequence(set())),
  context(4, nameOf('CN=\u{1f600}', TEXT_TAGS.bmp)),
]

/** Names that limit others; some fit the certificates of the tests, some do not. */
export const CONSTRAINING_NAMES: readonly Uint8Array[] = [
  ascii(0x81, 'example.com'),
  ascii(0x81, '.example.com'),
  ascii(0x81, 'signer@example.com'),
  ascii(0x82, 'example.com'),
  ascii(0x82, '.example.com'),
  ascii(0x82, 'com'),
  ascii(0x86, 'www.example.com'),
  ascii(0x86, '.example.com'),
  ascii(0x86, 'www.e%78ample.com#x'),
  ascii(0x86, '01.2.3.4'),
  element(0x87, Buffer.from([10, 0, 0, 0, 255, 0, 0, 0])),
  element(0x87, Buffer.from([10, 0, 0, 7, 255, 0, 0, 0])),
  element(0x87, Buffer.from([192, 168, 0, 0, 255, 255, 0, 0])),
  element(0x88, Buffer.from([0x2a, 3, 4])),
  context(4, nameOf('C=DE')),
  context(4, nameOf('C=DE,O=Acme')),
  context(4, nameOf('C=DE,O=ACME ', TEXT_TAGS.printable)),
  context(4, nameOf('C=DE,O=Other')),
  context(4, nameOf('O=Acme')),
  context(4, nameOf('')),
]

const POLICIES = ['1.2.3.1', '1.2.3.2', '1.2.3.3', '2.5.29.32.0']
const some = <Item>(random: Random, items: readonly Item[], most: number): Item[] =>
  Array.from({ length: 1 + random.below(most) }, () => random.pick(items))
const subtrees = (random: Random, tag: number): Uint8Array =>
  context(
    tag,
    ...some(random, CONSTRAINING_NAMES, 2).map((name) =>
      sequence(name, ...(random.oneIn(15) ? [element(0x81, Buffer.from([random.below(3)]))] : [])),
    ),
  )
const generalName = (random: Random): Uint8Array =>
  random.oneIn(8) ? ascii(0x86, oddUri(random)) : random.pick(GENERAL_NAMES)
const severalNames = (random: Random, most: number): Uint8Array[] =>
  Array.from({ length: 1 + random.below(most) }, () => generalName(random))
const generalNames = (random: Random): Uint8Array => sequence(...severalNames(random, 3))
const points = (random: Random): Uint8Array =>
  sequence(
    sequence(
      context(0, context(0, ...severalNames(random, 2))),
      ...(random.oneIn(4) ? [element(0x81, Buffer.from([1, 0x7e]))] : []),
      ...(random.oneIn(4) ? [context(2, context(4, nameOf('C=DE,O=Acme,CN=List')))] : []),
    ),
  )
const access = (random: Random): Uint8Array =>
  sequence(
    sequence(objectIdentifier('1.3.6.1.5.5.7.48.1'), ascii(0x86, 'http://ocsp.example.com')),
    sequence(objectIdentifier('1.3.6.1.5.5.7.48.2'), generalName(random)),
  )

/** Extensions that are well made, each different every time. */
export const EXTENSION_SAMPLES: Readonly<Record<string, (random: Random) => MadeExtension>> = {
  subjectAlternativeName: (random) => ({
    oid: EXTENSION.subjectAlternativeName,
    value: generalNames(random),
  }),
  issuerAlternativeName: (random) => ({ oid: EXTENSION.issuerAlternativeName, value: generalNames(random) }),
  nameConstraints: (random) => ({
    oid: EXTENSION.nameConstraints,
    critical: !random.oneIn(4),
    value: sequence(
      ...(random.oneIn(5) ? [] : [subtrees(random, 0)]),
      ...(random.oneIn(2) ? [] : [subtrees(random, 1)]),
    ),
  }),
  certificatePolicies: (random) => ({
    oid: EXTENSION.certificatePolicies,
    critical: random.oneIn(3),
    value: sequence(
      ...some(random, POLICIES, 3).map((policy) =>
        sequence(
          objectIdentifier(policy),
          ...(random.oneIn(2)
            ? [
                sequence(
                  sequence(objectIdentifier('1.3.6.1.5.5.7.2.1'), ascii(0x16, 'http://example.com/cps')),
                ),
              ]
            : []),
        ),
      ),
    ),
  }),
  policyMappings: (random) => ({
    oid: EXTENSION.policyMappings,
    critical: random.oneIn(2),
    value: sequence(
      ...some(random, POLICIES, 2).map((policy) =>
        sequence(objectIdentifier(policy), objectIdentifier(random.pick(POLICIES))),
      ),
    ),
  }),
  policyConstraints: (random) => ({
    oid: EXTENSION.policyConstraints,
    critical: random.oneIn(2),
    value: sequence(
      ...(random.oneIn(3) ? [] : [element(0x80, Buffer.from([random.pick([0, 0, 1, 2, 5, 255])]))]),
      ...(random.oneIn(3) ? [element(0x81, Buffer.from([random.below(3)]))] : []),
    ),
  }),
  inhibitAnyPolicy: (random) => ({
    oid: EXTENSION.inhibitAnyPolicy,
    critical: !random.oneIn(4),
    value: integer(random.below(3)),
  }),
  crlDistributionPoints: (random) => ({ oid: EXTENSION.crlDistributionPoints, value: points(random) }),
  freshestCrl: (random) => ({ oid: EXTENSION.freshestCrl, value: points(random) }),
  authorityInfoAccess: (random) => ({ oid: EXTENSION.authorityInfoAccess, value: access(random) }),
  subjectInfoAccess: (random) => ({ oid: EXTENSION.subjectInfoAccess, value: access(random) }),
  privateKeyUsagePeriod: () => ({
    oid: EXTENSION.privateKeyUsagePeriod,
    value: sequence(ascii(0x80, '20200101000000Z'), ascii(0x81, '20400101000000Z')),
  }),
  ocspNoCheck: () => ({ oid: EXTENSION.ocspNoCheck, value: Buffer.from([5, 0]) }),
  netscapeCertificateType: (random) => ({
    oid: EXTENSION.netscapeCertificateType,
    value: bitString(random.pick([0x10, 0x11, 0xff, 0x80, 0x01])),
  }),
  netscapeComment: () => ({ oid: EXTENSION.netscapeComment, value: ascii(0x16, 'made for a test') }),
  issuingDistributionPoint: () => ({ oid: '2.5.29.28', value: sequence(element(0x81, Buffer.from([0xff]))) }),
  crlNumber: () => ({ oid: '2.5.29.20', value: integer(7) }),
  reasonCode: () => ({ oid: '2.5.29.21', value: element(0x0a, Buffer.from([1])) }),
  certificateIssuer: (random) => ({ oid: '2.5.29.29', value: generalNames(random) }),
  microsoftTemplate: () => ({
    oid: '1.3.6.1.4.1.311.21.7',
    value: sequence(objectIdentifier('1.3.6.1.4.1.311.21.8.1'), integer(100), boolean(true)),
  }),
  qualifiedStatements: () => ({
    oid: '1.3.6.1.5.5.7.1.3',
    value: sequence(sequence(objectIdentifier('0.4.0.1862.1.1')), octetString(Buffer.from('x'))),
  }),
}
