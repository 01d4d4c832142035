import { context, element, integer, NULL, sequence } from '../../format/der/der-writer.ts'
import { encodeExtension, utcTime } from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import { type Cooked, signedBy, signer, stamper } from './generator/recipe.ts'
import { signatureChoice } from './generator/signature-choice.ts'
import { type TokenRecipe, tokenOf } from './generator/token-recipe.ts'
import { attribute } from './hand-made-signature.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

const TOKEN = '1.2.840.113549.1.9.16.2.14'
const CRL_NUMBER = '2.5.29.20'
const REASON_CODE = '2.5.29.21'
const ISSUING_DISTRIBUTION_POINT = '2.5.29.28'
const CERTIFICATE_ISSUER = '2.5.29.29'
const TIMES = [utcTime(inDays(-1)), utcTime(inDays(30))]

/** Timestamps with what authorities hardly ever put in: revocation lists, further signatures, odd times. */
export function oddTokenCases(shop: Workshop, root: Cooked): Case[] {
  const leaf = signer(root)
  const stamp = stamper(root)
  const file = (recipe: Partial<TokenRecipe>): Uint8Array =>
    signedBy(shop, [leaf], tokenOf({ authority: stamp, ...recipe }))
  const row = (name: string, exit: number, recipe: Partial<TokenRecipe>): Case => ({
    ...{ name, kind: 'row', exit, bytes: file(recipe) },
  })
  const policy = (name: string, exit: number | undefined, recipe: Partial<TokenRecipe>): Case => ({
    ...{ name, kind: 'policy', bytes: file(recipe), ...(exit !== undefined && { exit }) },
  })
  const list = (...fields: Uint8Array[]): Partial<TokenRecipe> => ({
    revocationLists: [revocationList(root, sequence(...fields))],
  })
  const { identifier } = signatureChoice('ECDSA-SHA256')
  const usual = [integer(1), identifier, root.parts.subject, ...TIMES]
  const extended = (...extensions: Uint8Array[]): Partial<TokenRecipe> =>
    list(...usual, context(0, sequence(...extensions)))
  const revoked = (...extensions: Uint8Array[]): Partial<TokenRecipe> =>
    list(...usual, sequence(sequence(integer(7), utcTime(inDays(-100)), sequence(...extensions))))
  const stampedItself = (digest: string): Partial<TokenRecipe> => ({
    unsigned: [attribute(TOKEN, tokenOf({ authority: stamp, digest })(Buffer.from('x')))],
  })
  const weak = stamper(root, { key: ringKey('rsa-512') })
  return [
    row('genTime without seconds, with a zone', 16, {
      time: element(0x18, Buffer.from('202601010000+0000')),
    }),
    row('a token with a revocation list', 0, list(...usual)),
    row(
      'a token with a revocation list that names its authority',
      0,
      list(...usual, sequence(sequence(stamp.parts.serial, utcTime(inDays(-100))))),
    ),
    policy('a token with an empty revocation list', 16, list()),
    policy('a token with a revocation list of version 3', 16, list(integer(2), ...usual.slice(1))),
    policy('a token with a revocation list without an issuer', 16, list(integer(1), identifier)),
    policy(
      'a token with a revocation list with a critical number that cannot be read',
      16,
      extended(extension(CRL_NUMBER, NULL, true)),
    ),
    policy(
      'a token with a revocation list with a number that cannot be read',
      16,
      extended(extension(CRL_NUMBER, NULL)),
    ),
    policy(
      'a token with a revocation list with two numbers, one of which cannot be read',
      16,
      extended(extension(CRL_NUMBER, integer(1)), extension(CRL_NUMBER, NULL)),
    ),
    policy(
      'a token with a revocation list with two numbers',
      16,
      extended(extension(CRL_NUMBER, integer(1)), extension(CRL_NUMBER, integer(2))),
    ),
    row(
      'a token with a revocation list with extensions as authorities write them',
      0,
      extended(extension(CRL_NUMBER, integer(7)), extension(ISSUING_DISTRIBUTION_POINT, sequence(), true)),
    ),
    row(
      'a token with a revocation list with a critical extension that nobody knows',
      0,
      extended(extension('1.2.3.4', NULL, true)),
    ),
    row(
      'a token with a revocation list that gives a reason',
      0,
      revoked(extension(REASON_CODE, element(0x0a, Buffer.from([1])))),
    ),
    policy(
      'a token with a revocation list with a reason that cannot be read',
      16,
      revoked(extension(REASON_CODE, NULL)),
    ),
    row(
      'a token with a revocation list with entries of another authority',
      0,
      revoked(extension(CERTIFICATE_ISSUER, sequence(context(4, root.parts.subject)))),
    ),
    policy(
      'a token with a revocation list with entries of an authority without a directory name',
      // JDK 17 says 1, JDK 25 says 16.
      undefined,
      revoked(extension(CERTIFICATE_ISSUER, sequence(element(0x82, Buffer.from('example.com'))))),
    ),
    policy('a token with a revocation list without the name of an algorithm', 16, {
      revocationLists: [
        revocationList(root, sequence(integer(1), sequence(), ...usual.slice(2)), sequence()),
      ],
    }),
    policy('a token with a revocation list with an empty signature', 16, {
      revocationLists: [sequence(sequence(...usual), identifier, element(0x03))],
    }),
    policy(
      'a token with a revocation list whose authority of an entry has another name first',
      // JDK 17 says 1, JDK 25 accepts it.
      undefined,
      revoked(
        extension(
          CERTIFICATE_ISSUER,
          sequence(element(0x82, Buffer.from('example.com')), context(4, root.parts.subject)),
        ),
      ),
    ),
    policy('a token that is stamped itself', 0, stampedItself('sha256')),
    policy('a token that is stamped itself with SHA-1', 16, stampedItself('sha1')),
    policy('an imprint with half an element behind it', 0, { imprintEnd: Buffer.from([0x30, 5, 1]) }),
    policy('a token with a good signature and one with RSA-512', 0, {
      certificates: [stamp, weak],
      others: [weak],
    }),
  ]
}

function revocationList(by: Cooked, signed: Uint8Array, algorithm?: Uint8Array): Uint8Array {
  const { identifier, sign } = signatureChoice('ECDSA-SHA256')
  const signature = element(0x03, Buffer.from([0]), sign(signed, by.key.privateKey))
  return sequence(signed, algorithm ?? identifier, signature)
}

function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return encodeExtension({ oid, critical, value })
}
