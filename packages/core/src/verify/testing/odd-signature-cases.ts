import { sign } from 'node:crypto'
import { element, objectIdentifier, sequence } from '../../format/der/der-writer.ts'
import { keyUsage, toIssued } from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import { renamedRsa } from './generator/odd-keys.ts'
import { withNegative, withoutNull } from './generator/odd-signatures.ts'
import { type Cooked, signedBy, signer, stamper, trustedRoot } from './generator/recipe.ts'
import {
  pssChoice,
  pssParameters,
  type SignatureChoice,
  signatureChoice,
} from './generator/signature-choice.ts'
import { tokenOf } from './generator/token-recipe.ts'
import type { BlockOptions } from './hand-made-signature.ts'
import type { Case, Workshop } from './workshop.ts'

const RSA_PSS = '1.2.840.113549.1.1.10'

const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
const policy = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'policy', bytes })
const another = (name: string, made: SignatureChoice['sign']): SignatureChoice => ({
  ...signatureChoice(name),
  sign: made,
})
const longer: SignatureChoice['sign'] = (data, key) => Buffer.concat([sign(null, data, key), Buffer.of(0)])

/** Signatures of certificates that OpenSSL and Java verify differently. */
export function certificateSignatureCases(shop: Workshop, root: Cooked): Case[] {
  const rsaRoot = trustedRoot(shop, { key: ringKey('rsa-2048') })
  const edwardsRoot = trustedRoot(shop, { key: ringKey('ed25519') })
  const dsaRoot = trustedRoot(shop, { key: ringKey('dsa') })
  const { below, stamped } = placesBelow(shop, root)
  return [
    ...pssCases(shop, rsaRoot, placesBelow(shop, root)),
    row(
      'certificate signed with RSA and a digest without NULL',
      0,
      below(rsaRoot, signatureChoice('RSA-SHA256 whose digest lacks NULL')),
    ),
    row(
      'certificate signed with RSA, a digest without NULL and another padding',
      4,
      below(rsaRoot, another('RSA-SHA256', withoutNull('sha256', 0xfe))),
    ),
    row(
      'certificate of the stamper signed with RSA and a digest without NULL',
      0,
      stamped(rsaRoot, signatureChoice('RSA-SHA256 whose digest lacks NULL')),
    ),
    row(
      'certificate signed with ECDSA and a negative number',
      0,
      below(root, another('ECDSA-SHA256', withNegative('sha256'))),
    ),
    row(
      'certificate of the stamper signed with ECDSA and a negative number',
      0,
      stamped(root, another('ECDSA-SHA256', withNegative('sha256'))),
    ),
    row(
      'certificate signed with DSA and a negative number',
      0,
      below(dsaRoot, another('DSA-SHA256', withNegative('sha256'))),
    ),
    policy('certificate signed with Ed25519 and a byte more', below(edwardsRoot, another('Ed25519', longer))),
  ]
}

function placesBelow(shop: Workshop, root: Cooked) {
  return {
    below: (issuer: Cooked, choice: SignatureChoice): Uint8Array =>
      signedBy(shop, [signer(issuer, { choice })]),
    stamped: (issuer: Cooked, choice: SignatureChoice): Uint8Array =>
      signedBy(shop, [signer(root)], tokenOf({ authority: stamper(issuer, { choice }) })),
  }
}

/** RSA-PSS with two digests. */
function pssCases(
  shop: Workshop,
  rsaRoot: Cooked,
  { below, stamped }: ReturnType<typeof placesBelow>,
): Case[] {
  const sha3 = pssChoice('sha256', 'sha3-256')
  const usage = { extensions: [keyUsage(0x86)] }
  const itself = trustedRoot(shop, { key: ringKey('rsa-2048'), choice: sha3, ...usage })
  return [
    row('certificate signed with RSA-PSS and two digests', 0, below(rsaRoot, pssChoice('sha384', 'sha256'))),
    row(
      'certificate of the stamper signed with RSA-PSS and two digests',
      0,
      stamped(rsaRoot, pssChoice('sha384', 'sha256')),
    ),
    row(
      'certificate signed with RSA-PSS, its mask of another digest than it names',
      4,
      below(rsaRoot, pssChoice('sha256', 'sha256', 20, 'sha384')),
    ),
    row(
      'certificate signed with RSA-PSS and two digests, in the wrong order',
      4,
      below(rsaRoot, pssChoice('sha384', 'sha256', 20, 'sha384')),
    ),
    policy('certificate signed with RSA-PSS and a mask of SHA3-256', below(rsaRoot, sha3)),
    policy('certificate of the stamper signed with RSA-PSS and a mask of SHA3-256', stamped(rsaRoot, sha3)),
    row('root signed with RSA-PSS and a mask of SHA3-256', 0, signedBy(shop, [signer(itself), itself])),
    policy('a trusted certificate that signed itself with a mask of SHA3-256', signedBy(shop, [itself])),
  ]
}

function signs({ certificate, key, parts }: Cooked) {
  return {
    signer: toIssued(certificate, key.privateKey, key.publicKey),
    identifier: sequence(parts.issuer, parts.serial),
    certificates: [certificate],
  }
}

/** The same in signature blocks. */
export function blockSignatureCases(shop: Workshop): Case[] {
  const root = trustedRoot(shop)
  const rsa = ringKey('rsa-2048')
  const by = (leaf: Cooked, options: Partial<BlockOptions>): Uint8Array =>
    shop.file({ ...signs(leaf), ...options })
  const long = element(0x30, element(0x02, Buffer.alloc(40, 1)), element(0x02, Buffer.of(1)))
  const pss = (digest: 'sha256' | 'sha512', saltLength: number): Partial<BlockOptions> => ({
    ...{ digest, saltLength },
    signatureAlgorithm: sequence(objectIdentifier(RSA_PSS), pssParameters(digest, saltLength)),
  })
  const bound = (digest: string, saltLength: number): Cooked =>
    signer(root, {
      key: rsa,
      parts: { publicKey: renamedRsa(rsa.publicKey, RSA_PSS, pssParameters(digest, saltLength)) },
    })
  const short = (size: number) => ({ sign: () => new Uint8Array(size) })
  return [
    row(
      'an RSA signature whose digest lacks NULL',
      0,
      by(signer(root, { key: rsa }), { sign: withoutNull('sha256') }),
    ),
    row(
      'an RSA signature whose digest lacks NULL, padded otherwise',
      1,
      by(signer(root, { key: rsa }), { sign: withoutNull('sha256', 0xfe) }),
    ),
    row(
      'stamped by an RSA signature whose digest lacks NULL',
      0,
      by(signer(root), {
        token: shop.token({ ...signs(stamper(root, { key: rsa })), sign: withoutNull('sha256') }),
      }),
    ),
    row('an ECDSA signature with a negative number', 0, by(signer(root), { sign: withNegative('sha256') })),
    row('an ECDSA signature with a number that is too large', 1, by(signer(root), { sign: () => long })),
    policy(
      'an Ed25519 signature with a byte more',
      by(signer(root, { key: ringKey('ed25519') }), { digest: 'sha512', sign: longer }),
    ),
    row('RSA-PSS by a key that is bound to a shorter salt', 0, by(bound('sha256', 20), pss('sha256', 32))),
    row('RSA-PSS by a key that is bound to a longer salt', 16, by(bound('sha256', 32), pss('sha256', 20))),
    row('RSA-PSS by a key that is bound to another digest', 16, by(bound('sha384', 20), pss('sha256', 32))),
    row(
      'RSA-PSS by a key without room for its salt',
      16,
      by(signer(root, { key: ringKey('rsa-1024') }), { ...pss('sha512', 64), ...short(128) }),
    ),
    row(
      'an RSA signature by a key without room for its digest',
      16,
      by(signer(root, { key: ringKey('rsa-512') }), { digest: 'sha512', ...short(64) }),
    ),
  ]
}
