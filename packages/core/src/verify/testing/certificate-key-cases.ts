import type { KeyObject } from 'node:crypto'
import { element, integer, objectIdentifier, sequence } from '../../format/der/der-writer.ts'
import { EXTENSION } from './generator/certificate-maker.ts'
import { ringKey } from './generator/key-ring.ts'
import { dsaKey, longKey, negativeModulus, offCurve } from './generator/odd-keys.ts'
import {
  authority,
  type Cooked,
  type RecipeOptions,
  signedBy,
  signer,
  trustedRoot,
} from './generator/recipe.ts'
import type { Case, Workshop } from './workshop.ts'

/** The keys of certificates: their types, and how they are written. */
export function certificateKeyCases(shop: Workshop, root: Cooked): Case[] {
  const rsaRoot = trustedRoot(shop, { key: ringKey('rsa-2048') })
  const below = (options: RecipeOptions): Uint8Array => signedBy(shop, [signer(root, options)])
  const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
  const policy = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'policy', bytes })
  const beside = (stranger: Cooked): Uint8Array =>
    shop.file({ certificates: [shop.signer.certificate, ...shop.chain, stranger.certificate] })
  return [
    row('Ed448 authority', 0, signedBy(shop, belowKey(root, 'ed448'))),
    row('Ed25519 authority', 0, signedBy(shop, belowKey(root, 'ed25519'))),
    row('DSA authority', 0, signedBy(shop, belowKey(root, 'dsa'))),
    row('DSA authority whose key is a negative number', 0, signedBy(shop, belowNegativeDsa(root))),
    row(
      'a DSA key that is any negative number in a certificate that no chain needs',
      0,
      beside(signer(root, { parts: { publicKey: dsaKey(() => -3n) } })),
    ),
    row('authority on a curve that Java has dropped', 4, signedBy(shop, belowKey(root, 'secp256k1'))),
    row('signer on a curve that Java has dropped', 16, below({ key: ringKey('secp256k1') })),
    {
      name: 'signer on such a curve, but not on the curve',
      kind: 'bad',
      bytes: below({
        key: ringKey('secp256k1'),
        parts: { publicKey: offCurve(ringKey('secp256k1').publicKey) },
      }),
    },
    row(
      'signer whose key is a byte too long',
      0,
      below({ key: ringKey('p-256'), parts: { publicKey: longKey(ringKey('p-256').publicKey) } }),
    ),
    row('embedded root whose key is a byte too long', 4, withOddRoot(shop, root, longKey)),
    row('embedded root whose modulus is negative', 4, withOddRoot(shop, rsaRoot, negativeModulus)),
    row(
      'signer whose modulus is negative',
      0,
      below({
        key: ringKey('rsa-2048'),
        parts: { publicKey: negativeModulus(ringKey('rsa-2048').publicKey) },
      }),
    ),
    row('authority with RSA-512', 4, signedBy(shop, belowKey(root, 'rsa-512'))),
    { name: 'an Ed25519 key without a byte', kind: 'bad', bytes: beside(signer(root, { parts: emptyKey })) },
    policy('a key that is not a whole number of bytes', inBits(shop, root)),
    policy(
      'a key that does not sign in a certificate that no chain needs',
      beside(signer(root, { parts: { publicKey: diffieHellmanKey() } })),
    ),
  ]
}

const emptyKey = {
  publicKey: sequence(sequence(objectIdentifier('1.3.101.112')), element(0x03, Buffer.from([0]))),
}

/** Beside the chain stands what has the name and the key of the root, written otherwise, and that the root has not signed. */
function withOddRoot(shop: Workshop, root: Cooked, changed: (key: KeyObject) => Uint8Array): Uint8Array {
  const { subject } = root.parts
  const parts = { subject, publicKey: changed(root.key.publicKey) }
  const issuer = authority({ parts: { subject, issuer: subject } })
  const without = [EXTENSION.authorityKeyIdentifier]
  return signedBy(shop, [signer(root), authority({ issuer, key: root.key, parts, without })])
}

/** An authority whose key says that its last bit does not count. */
function inBits(shop: Workshop, root: Cooked): Uint8Array {
  const { publicKey } = authority({ issuer: root, key: ringKey('p-256') }).parts
  const counted = Buffer.from(publicKey)
  // The point of a curve takes 65 bytes; before it stands the number of bits that do not count.
  counted[counted.length - 66] = 1
  const middle = authority({ issuer: root, key: ringKey('p-256'), parts: { publicKey: counted } })
  return signedBy(shop, [signer(middle), middle])
}

/** An authority whose key is given by a negative number that is the same modulo the modulus. */
function belowNegativeDsa(root: Cooked): [Cooked, Cooked] {
  const publicKey = dsaKey((number, modulus) => number - modulus)
  const middle = authority({ issuer: root, key: ringKey('dsa'), parts: { publicKey } })
  return [signer(middle), middle]
}

function belowKey(root: Cooked, name: string): [Cooked, Cooked] {
  const middle = authority({ issuer: root, key: ringKey(name) })
  return [signer(middle), middle]
}

function diffieHellmanKey(): Uint8Array {
  const parameters = sequence(integer(23), integer(5))
  return sequence(
    sequence(objectIdentifier('1.2.840.113549.1.3.1'), parameters),
    element(0x03, Buffer.concat([Buffer.of(0), integer(8)])),
  )
}
