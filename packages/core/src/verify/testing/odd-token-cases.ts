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
import { utcTime } from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import { type Cooked, signedBy, signer, stamper } from './generator/recipe.ts'
import { signatureChoice } from './generator/signature-choice.ts'
import { type TokenRecipe, tokenOf } from './generator/token-recipe.ts'
import { type Case, inDays, type Workshop } from './workshop.ts'

const CRL_NUMBER = '2.5.29.20'
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
  const policy = (name: string, exit: number, recipe: Partial<TokenRecipe>): Case => ({
    ...{ name, kind: 'policy', exit, bytes: file(recipe) },
  })
  const list = (...fields: Uint8Array[]): Partial<TokenRecipe> => ({
    revocationLists: [revocationList(root, sequence(...fields))],
  })
  const { identifier } = signatureChoice('ECDSA-SHA256')
  const usual = [integer(1), identifier, root.parts.subject, ...TIMES]
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
      list(
        ...usual,
        context(0, sequence(sequence(objectIdentifier(CRL_NUMBER), boolean(true), octetString(NULL)))),
      ),
    ),
    policy('an imprint with half an element behind it', 0, { imprintEnd: Buffer.from([0x30, 5, 1]) }),
    policy('a token with a good signature and one with RSA-512', 0, {
      certificates: [stamp, weak],
      others: [weak],
    }),
  ]
}

function revocationList(by: Cooked, signed: Uint8Array): Uint8Array {
  const choice = signatureChoice('ECDSA-SHA256')
  return sequence(
    signed,
    choice.identifier,
    element(0x03, Buffer.from([0]), choice.sign(signed, by.key.privateKey)),
  )
}
