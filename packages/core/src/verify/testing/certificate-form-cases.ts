import { element, integer, octetString, sequence } from '../../format/der/der-writer.ts'
import { certificateKeyCases } from './certificate-key-cases.ts'
import { commonNameCases } from './common-name-cases.ts'
import {
  bitString,
  EXTENSION,
  extendedKeyUsage,
  generalizedTime,
  keyUsage,
  nameOf,
  subjectKey,
  TEXT_TAGS,
  toIssued,
  utcTime,
} from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import {
  authority,
  type Cooked,
  type RecipeOptions,
  signedBy,
  signer,
  trustedRoot,
} from './generator/recipe.ts'
import { signatureChoice } from './generator/signature-choice.ts'
import { nameCases } from './name-cases.ts'
import { oddKeyCases } from './odd-key-cases.ts'
import { certificateSignatureCases } from './odd-signature-cases.ts'
import { rareAlgorithmCases } from './rare-algorithm-cases.ts'
import { rareNameCases } from './rare-name-cases.ts'
import { uriCases } from './uri-cases.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

/** How certificates are written: what Java reads of it, and what not. */
export async function certificateFormCases(shop: Workshop): Promise<Case[]> {
  const root = trustedRoot(shop)
  const below = (options: RecipeOptions): Uint8Array => signedBy(shop, [signer(root, options)])
  const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
  const policy = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'policy', bytes })
  const beside = (stranger: Cooked): Uint8Array =>
    shop.file({ certificates: [shop.signer.certificate, ...shop.chain, stranger.certificate] })
  const broken = Buffer.from([0x30, 0x03, 0x01, 0x01])
  const critical = (oid: string, value: Uint8Array) => ({ oid, critical: true, value })
  const utc = (text: string): Uint8Array => element(0x17, Buffer.from(text))
  return [
    row('version 2 with extensions', 16, below({ parts: { version: 1 } })),
    row(
      'version 2 with unique identifiers',
      0,
      below({
        parts: {
          version: 1,
          issuerUniqueId: Buffer.from([0, 1]),
          subjectUniqueId: Buffer.from([0, 1]),
          extensions: undefined,
        },
      }),
    ),
    row('version 4 without extensions', 0, below({ parts: { version: 3, extensions: undefined } })),
    row(
      'version 1 with unique identifiers',
      16,
      below({
        parts: { version: undefined, subjectUniqueId: Buffer.from([0, 1]), extensions: undefined },
      }),
    ),
    row('serial number zero', 0, below({ parts: { serial: integer(0) } })),
    row('negative serial number', 0, below({ parts: { serial: element(0x02, Buffer.from([0x80])) } })),
    row(
      'serial number with a spare zero',
      0,
      below({ parts: { serial: element(0x02, Buffer.from([0, 1])) } }),
    ),
    row('empty serial number', 16, below({ parts: { serial: element(0x02) } })),
    row('dates without seconds', 0, below({ parts: { notBefore: utc('2001010000Z') } })),
    row(
      'dates without seconds, with a time zone',
      16,
      below({ parts: { notBefore: utc('2001010000+0100') } }),
    ),
    row('dates with a time zone', 0, below({ parts: { notBefore: utc('200101000000+0100') } })),
    row('a date that does not exist', 0, below({ parts: { notBefore: utc('200231000000Z') } })),
    row('an hour that does not exist', 16, below({ parts: { notBefore: utc('200101240000Z') } })),
    row(
      'dates as GeneralizedTime before 2050',
      0,
      below({ parts: { notBefore: generalizedTime(inDays(-1)) } }),
    ),
    row(
      'notAfter before notBefore',
      4,
      below({ parts: { notBefore: utcTime(inDays(10)), notAfter: utcTime(inDays(-10)) } }),
    ),
    row('subject empty, without an alternative', 16, below({ parts: { subject: nameOf('') } })),
    row(
      'subject empty, with a critical alternative',
      0,
      below({
        parts: { subject: nameOf('') },
        extensions: [
          critical(EXTENSION.subjectAlternativeName, sequence(element(0x82, Buffer.from('example.com')))),
        ],
      }),
    ),
    row('subject in BMPString', 0, below({ parts: { subject: nameOf('CN=x', TEXT_TAGS.bmp) } })),
    row(
      'subject with parts that belong together',
      0,
      below({ parts: { subject: nameOf('C=DE,CN=x+SERIALNUMBER=1') } }),
    ),
    row(
      'a malformed critical extension',
      16,
      below({ extensions: [critical(EXTENSION.basicConstraints, broken)] }),
    ),
    row(
      'a malformed critical extension in a certificate that no chain needs',
      16,
      beside(authority({ extensions: [critical(EXTENSION.nameConstraints, broken)] })),
    ),
    row(
      'a malformed extension that is not critical',
      0,
      below({
        extensions: [{ oid: EXTENSION.crlDistributionPoints, value: broken }],
      }),
    ),
    row(
      'bytes behind the value of an extension',
      0,
      below({ extensions: [{ ...subjectKey(Buffer.from('x')), behind: Buffer.from([0x1c]) }] }),
    ),
    row(
      'bytes behind the value of a critical extension',
      0,
      below({ extensions: [{ ...keyUsage(0x80), behind: Buffer.from([0x1c]) }] }),
    ),
    row(
      'basicConstraints that begin with something else, and bytes behind it',
      0,
      below({
        extensions: [critical(EXTENSION.basicConstraints, element(0x30, integer(1), Buffer.from([0x1c])))],
      }),
    ),
    row(
      'an extension twice',
      16,
      below({ extensions: [subjectKey(Buffer.from('x')), subjectKey(Buffer.from('y'))] }),
    ),
    row(
      'an unknown critical extension in a certificate that no chain needs',
      0,
      beside(authority({ extensions: [critical('1.2.3.4', octetString(Buffer.from('x')))] })),
    ),
    row(
      'inhibitAnyPolicy that is not critical',
      0,
      below({ extensions: [{ oid: EXTENSION.inhibitAnyPolicy, value: integer(0) }] }),
    ),
    row(
      'Netscape certificate type without object signing',
      8,
      below({
        extensions: [{ oid: EXTENSION.netscapeCertificateType, value: bitString(0x80) }],
      }),
    ),
    row(
      'Netscape certificate type for object signing',
      0,
      below({
        extensions: [{ oid: EXTENSION.netscapeCertificateType, value: bitString(0x10) }],
      }),
    ),
    row('keyUsage that allows nothing', 16, below({ extensions: [keyUsage(0)] })),
    row(
      'keyUsage nonRepudiation and another extendedKeyUsage',
      8,
      below({
        extensions: [keyUsage(0x40), extendedKeyUsage('1.3.6.1.5.5.7.3.1')],
      }),
    ),
    {
      name: 'extendedKeyUsage that cannot be read',
      kind: 'policy',
      bytes: below({ extensions: [{ oid: EXTENSION.extendedKeyUsage, value: broken }] }),
    },
    row('RIPEMD-160', 4, signedBy(shop, rsaChain(root, 'RSA-RIPEMD160'))),
    row('MD5 certificate', 4, signedBy(shop, rsaChain(root, 'RSA-MD5'))),
    row('SHA-512/256 certificate', 0, signedBy(shop, rsaChain(root, 'RSA-SHA512/256'))),
    row('SHA-224 certificate', 0, signedBy(shop, rsaChain(root, 'RSA-SHA224'))),
    row('signature algorithm without NULL', 0, signedBy(shop, rsaChain(root, 'RSA-SHA256 without NULL'))),
    row('SHA3 certificate', 0, signedBy(shop, rsaChain(root, 'RSA-SHA3-256'))),
    policy('a certificate in BER', inBer(shop, signer(root))),
    ...certificateKeyCases(shop, root),
    ...oddKeyCases(shop, root),
    ...certificateSignatureCases(shop, root),
    ...nameCases(shop, root),
    ...uriCases(shop, root),
    ...commonNameCases(shop, root),
    ...rareNameCases(shop, root),
    ...rareAlgorithmCases(shop, root),
  ]
}

/** A signer whose certificate an RSA authority signs like that. */
function rsaChain(root: Cooked, choice: string): [Cooked, Cooked] {
  const middle = authority({ issuer: root, key: ringKey('rsa-2048') })
  return [signer(middle, { choice: signatureChoice(choice) }), middle]
}

/** Without the length of the outermost element. */
function inBer(shop: Workshop, { certificate, key, parts }: Cooked): Uint8Array {
  const [header, rest] = [Buffer.from([0x30, 0x80]), Buffer.from([0, 0])]
  const content = certificate.subarray(certificate.length - innerLength(certificate))
  return shop.file({
    signer: toIssued(certificate, key.privateKey, key.publicKey),
    identifier: sequence(parts.issuer, parts.serial),
    certificates: [Buffer.concat([header, content, rest])],
  })
}

function innerLength(certificate: Uint8Array): number {
  const count = (certificate[1] ?? 0) & 0x7f
  return certificate.length - 2 - count
}
