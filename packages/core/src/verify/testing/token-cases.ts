import { createHash } from 'node:crypto'
import {
  boolean,
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
} from '../../format/der/der-writer.ts'
import {
  basicConstraints,
  extendedKeyUsage,
  generalizedTime,
  keyUsage,
  nameOf,
  TEXT_TAGS,
  utcTime,
} from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import {
  authority,
  type Cooked,
  type RecipeOptions,
  signedBy,
  signer,
  stamper,
  TIME_STAMPING,
  trustedRoot,
} from './generator/recipe.ts'
import { signatureChoice } from './generator/signature-choice.ts'
import { signerInfo, type TokenRecipe, tokenOf } from './generator/token-recipe.ts'
import { attribute } from './hand-made-signature.ts'
import { oddTokenCases } from './odd-token-cases.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12'
const SERVER = '1.3.6.1.5.5.7.3.1'

/** Timestamps in all forms, and the certificates of their authorities. */
export async function tokenCases(shop: Workshop): Promise<Case[]> {
  const root = trustedRoot(shop)
  const leaf = signer(root)
  const good = stamper(root)
  const row = (name: string, exit: number, recipe: Partial<TokenRecipe>): Case => ({
    ...{ name, kind: 'row', exit, bytes: signedBy(shop, [leaf], tokenOf({ authority: good, ...recipe })) },
  })
  const policy = (name: string, recipe: Partial<TokenRecipe>): Case => ({
    ...{ name, kind: 'policy', bytes: signedBy(shop, [leaf], tokenOf({ authority: good, ...recipe })) },
  })
  const stampedBy = (options: RecipeOptions): Partial<TokenRecipe> => ({ authority: stamper(root, options) })
  const usage = (...purposes: string[]): RecipeOptions => ({ extensions: [extendedKeyUsage(...purposes)] })
  const middle = (options: RecipeOptions = {}): Partial<TokenRecipe> => {
    const issuer = authority({ issuer: root, ...options })
    const stamp = stamper(issuer)
    return { authority: stamp, certificates: [stamp, issuer] }
  }
  const expired = { notAfter: utcTime(inDays(-1)) }
  const old = signer(root, {
    choice: signatureChoice('ECDSA-SHA1'),
    parts: { notBefore: utcTime(inDays(-6000)) },
  })
  const stampedOld = tokenOf({ authority: good, time: generalizedTime(new Date('2018-06-01T00:00:00Z')) })
  return [
    ...oddTokenCases(shop, root),
    row('a token with all that a TSTInfo may hold', 0, {
      more: [
        sequence(integer(1), element(0x80, Buffer.from([1]))),
        boolean(true),
        integer(7),
        context(0, context(4, nameOf('C=DE,CN=Stamper'))),
        context(1, sequence(sequence(objectIdentifier('1.2.3.4'), octetString(NULL)))),
      ],
    }),
    row('a token of version 2', 0, { version: 2 }),
    row('genTime as UTCTime', 16, { time: utcTime(new Date()) }),
    row('genTime with fractions', 0, { time: element(0x18, Buffer.from('20260101000000.123456Z')) }),
    row('genTime without seconds', 0, { time: element(0x18, Buffer.from('202601010000Z')) }),
    row('an imprint with SHA-512/256', 0, { digest: 'sha512-256' }),
    row('an imprint with SHA3-256', 0, { digest: 'sha3-256' }),
    row('an imprint with MD5', 16, { digest: 'md5' }),
    row('an imprint with MD5 before 2019', 16, {
      digest: 'md5',
      time: generalizedTime(new Date('2018-06-01T00:00:00Z')),
    }),
    row('a token without a signing certificate attribute', 0, {}),
    row('a token with a signing certificate attribute', 0, {
      signed: [attribute(SIGNING_CERTIFICATE, essCertificate('sha1', good.certificate))],
    }),
    policy('a token that names another certificate by SHA-1', {
      signed: [attribute(SIGNING_CERTIFICATE, essCertificate('sha1', leaf.certificate))],
    }),
    row('a signing certificate attribute that cannot be read', 16, {
      signed: [attribute(SIGNING_CERTIFICATE, NULL)],
    }),
    policy('a token without signed attributes', { isBare: true }),
    policy('a token with a second signature without signed attributes', {
      beside: [signerInfo({ authority: good, isBare: true }, Buffer.from('other'))],
    }),
    policy('a token without content', { isHollow: true }),
    row('a token whose issuer is spelt otherwise', 0, {
      issuer: respelt(root),
    }),
    row('a token with a second signature that does not hold', 0, { beside: [brokenSigner(good)] }),
    policy('a token whose certificates have a primitive tag', { certificatesTag: 0x80 }),
    row('a token in BER', 0, { wrap: outerBer }),
    row('extendedKeyUsage that is not critical', 0, stampedBy(usage(TIME_STAMPING))),
    row('extendedKeyUsage timeStamping and serverAuth', 0, stampedBy(usage(TIME_STAMPING, SERVER))),
    row('extendedKeyUsage any of the authority', 0, stampedBy(usage('2.5.29.37.0'))),
    row('extendedKeyUsage of the authority missing', 64, stampedBy({ without: ['2.5.29.37'] })),
    row('keyUsage keyEncipherment of the authority', 16, stampedBy({ extensions: [keyUsage(0x20)] })),
    policy('keyUsage nonRepudiation of the authority', stampedBy({ extensions: [keyUsage(0x40)] })),
    row(
      'an unknown critical extension of the authority',
      16,
      stampedBy({
        extensions: [{ oid: '1.2.3.4', critical: true, value: octetString(Buffer.from('x')) }],
      }),
    ),
    row('an authority with RSA-512', 16, stampedBy({ key: ringKey('rsa-512') })),
    row('an authority on a curve that Java has dropped', 16, stampedBy({ key: ringKey('secp256k1') })),
    row('an authority that has expired', 0, stampedBy({ parts: expired })),
    row('an authority that is not valid yet', 64, stampedBy({ parts: { notBefore: utcTime(inDays(1)) } })),
    row('an authority that is not valid yet, with a chain that has to be searched', 64, searched(root)),
    row('an authority below another', 0, middle()),
    row('an authority below one that has expired', 0, middle({ parts: expired })),
    row('an authority below one that may not issue', 64, middle({ extensions: [basicConstraints(false)] })),
    row('a token whose certificates are not all there', 64, alone(middle())),
    {
      name: 'SHA-1 certificate of the signer, stamped before 2019',
      kind: 'row',
      exit: 0,
      bytes: signedBy(shop, [old], stampedOld),
    },
  ]
}

/** Beside the authority there is one with the name of its root, below one that nobody knows. */
function searched(root: Cooked): Partial<TokenRecipe> {
  const stamp = stamper(root, { parts: { notBefore: utcTime(inDays(1)) } })
  const namesake = authority({ issuer: authority({}), parts: { subject: root.parts.subject } })
  return { authority: stamp, certificates: [stamp, namesake] }
}

/** Without the certificates above it. */
function alone({ authority: stamp }: Partial<TokenRecipe>): Partial<TokenRecipe> {
  return stamp === undefined ? {} : { authority: stamp, certificates: [stamp] }
}

function respelt({ parts }: Cooked): Uint8Array {
  const text = Buffer.from(parts.subject).toString('latin1')
  const [, last = ''] = /Authority (\d+)/.exec(text) ?? []
  return nameOf(`C=DE,O=ACME,CN=authority ${last}`, TEXT_TAGS.printable)
}

/** Lengths left out, and the content in pieces. */
function outerBer(token: Uint8Array): Uint8Array {
  const content = token.subarray(headerLength(token))
  return Buffer.concat([Buffer.from([0x30, 0x80]), content, Buffer.from([0, 0])])
}

function headerLength(bytes: Uint8Array): number {
  const first = bytes[1] ?? 0
  return first < 0x80 ? 2 : 2 + (first & 0x7f)
}

function essCertificate(digest: string, certificate: Uint8Array): Uint8Array {
  return sequence(sequence(sequence(octetString(createHash(digest).update(certificate).digest()))))
}

/** Over something else. */
function brokenSigner(by: Cooked): Uint8Array {
  return signerInfo({ authority: by }, Buffer.from('other'))
}
