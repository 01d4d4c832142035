import type { KeyObject } from 'node:crypto'
import { element, NULL, objectIdentifier, sequence } from '../../format/der/der-writer.ts'
import { toIssued } from './generator/certificate-maker.ts'
import { evenKey } from './generator/even-modulus.ts'
import { ringKey } from './generator/key-ring.ts'
import { changedDsaKey, EDWARDS_KEYS, renamedRsa } from './generator/odd-keys.ts'
import { authority, type Cooked, signedBy, signer, stamper, trustedRoot } from './generator/recipe.ts'
import { shiftedChoice, shiftedKey } from './generator/shifted-ed448.ts'
import {
  pssChoice,
  pssParameters,
  type SignatureChoice,
  signatureChoice,
} from './generator/signature-choice.ts'
import { tokenOf } from './generator/token-recipe.ts'
import type { Case, Workshop } from './workshop.ts'

const OLD_RSA = '2.5.8.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const ED25519 = '1.3.101.112'
const ED448 = '1.3.101.113'

/** Keys that OpenSSL and Java take for different ones. */
export function oddKeyCases(shop: Workshop, root: Cooked): Case[] {
  const rooms = roomsBelow(shop, root)
  return [
    ...renamedKeys(shop, rooms),
    ...edwardsKeys(rooms),
    ...shiftedKeys(rooms),
    ...dsaKeys(rooms),
    ...evenKeys(rooms),
    ...boundKeys(rooms),
  ]
}

const row = (name: string, exit: number, bytes: Uint8Array): Case => ({ name, kind: 'row', exit, bytes })
const policy = (name: string, bytes: Uint8Array): Case => ({ name, kind: 'policy', bytes })

type Rooms = ReturnType<typeof roomsBelow>

/** The places in which a key may stand. */
function roomsBelow(shop: Workshop, root: Cooked) {
  const cook = (publicKey: Uint8Array, key: Cooked['key']) => ({ key, parts: { publicKey } })
  const other = ringKey('p-256')
  const leaf = signer(root)
  return {
    signer: (publicKey: Uint8Array, key: Cooked['key'], sign?: SignatureChoice['sign']) => {
      const { certificate, parts } = signer(root, cook(publicKey, key))
      const signed = toIssued(certificate, key.privateKey, key.publicKey)
      const identifier = sequence(parts.issuer, parts.serial)
      return shop.file({ signer: signed, identifier, certificates: [certificate], ...(sign && { sign }) })
    },
    authority: (publicKey: Uint8Array, choice: SignatureChoice, key: Cooked['key'] = other) => {
      const middle = authority({ issuer: root, ...cook(publicKey, key) })
      return signedBy(shop, [signer(middle, { choice }), middle])
    },
    stamperBelow: (publicKey: Uint8Array, choice: SignatureChoice, key: Cooked['key'] = other) => {
      const middle = authority({ issuer: root, ...cook(publicKey, key) })
      const stamp = stamper(middle, { choice })
      return signedBy(shop, [leaf], tokenOf({ authority: stamp, certificates: [stamp, middle] }))
    },
    stamper: (publicKey: Uint8Array, key: Cooked['key']) =>
      signedBy(shop, [leaf], tokenOf({ authority: stamper(root, cook(publicKey, key)) })),
    spare: (publicKey: Uint8Array) =>
      signedBy(shop, [leaf, authority({ issuer: root, ...cook(publicKey, other) })]),
  }
}

function renamedKeys(shop: Workshop, rooms: Rooms): Case[] {
  const key = ringKey('rsa-2048')
  const publicKey = renamedRsa(key.publicKey, OLD_RSA)
  const plain = signatureChoice('RSA-SHA256')
  const renamedRoot = trustedRoot(shop, { key, parts: { publicKey } })
  const broken = sequence(
    sequence(objectIdentifier(OLD_RSA), NULL),
    element(0x03, Buffer.from([0]), sequence()),
  )
  return [
    row('signer with an RSA key of the old name', 0, rooms.signer(publicKey, key)),
    row('stamped by an RSA key of the old name', 0, rooms.stamper(publicKey, key)),
    row('authority with an RSA key of the old name', 0, rooms.authority(publicKey, plain, key)),
    row('root with an RSA key of the old name', 0, signedBy(shop, [signer(renamedRoot)])),
    row('a broken RSA key of the old name in a certificate that no chain needs', 16, rooms.spare(broken)),
  ]
}

function edwardsKeys(rooms: Rooms): Case[] {
  // To who takes y = 1 out of it, the first half of the signature is the sum that it should be, whatever is signed.
  const forged = (oid: string, size: number): SignatureChoice => ({
    ...{ name: 'forged', keys: [], identifier: sequence(objectIdentifier(oid)) },
    sign: () => Buffer.from([1, ...Array<number>(size - 1).fill(0)]),
  })
  const choice = forged(ED25519, 64)
  const key = (name: string): Uint8Array => EDWARDS_KEYS[name] ?? new Uint8Array()
  return [
    row(
      'authority with an Ed25519 key not below the prime',
      4,
      rooms.authority(key('not below the prime'), choice),
    ),
    row(
      'authority with an Ed25519 key of zero with a sign',
      4,
      rooms.authority(key('zero with a sign'), choice),
    ),
    row(
      'authority with an Ed25519 key not on the curve',
      4,
      rooms.authority(key('not on the curve'), choice),
    ),
    row(
      'an Ed25519 key not below the prime above the stamper',
      64,
      rooms.stamperBelow(key('not below the prime'), choice),
    ),
    row(
      'signer with an Ed25519 key not below the prime',
      16,
      rooms.signer(key('not below the prime'), ringKey('ed25519')),
    ),
    row(
      'signer with an Ed25519 key of zero with a sign',
      16,
      rooms.signer(key('zero with a sign'), ringKey('ed25519')),
    ),
    row(
      'an Ed25519 key not below the prime in a certificate that no chain needs',
      0,
      rooms.spare(key('not below the prime')),
    ),
    row(
      'authority with an Ed448 key not below the prime',
      4,
      rooms.authority(key('Ed448 not below the prime'), forged(ED448, 114)),
    ),
    policy(
      'authority with an Ed448 key of low order',
      rooms.authority(key('Ed448 of low order'), forged(ED448, 114)),
    ),
  ]
}

/** OpenSSL overlooks points of low order in Ed448 signatures. */
function shiftedKeys(rooms: Rooms): Case[] {
  const below = (isExact: boolean): Uint8Array => rooms.authority(shiftedKey(), shiftedChoice(isExact))
  return [
    row('Ed448 signature of a certificate that is off by a point of low order', 4, below(false)),
    row('Ed448 signature of a certificate by a key that is off by a point of low order', 0, below(true)),
  ]
}

function dsaKeys(rooms: Rooms): Case[] {
  const choice = signatureChoice('DSA-SHA256')
  const below = (change: string): Uint8Array => rooms.authority(changedDsaKey(change), choice, ringKey('dsa'))
  return [
    row('DSA authority whose p is negative', 4, below('p is negative')),
    row('DSA authority whose q is negative', 4, below('q is negative')),
    row('DSA authority whose key has spare zeros', 0, below('has spare zeros')),
    policy('DSA authority whose p is even', below('p is even')),
    policy('DSA authority without parameters', below('has no parameters')),
    row(
      'a DSA key whose p is negative in a certificate that no chain needs',
      0,
      rooms.spare(changedDsaKey('p is negative')),
    ),
  ]
}

function evenKeys(rooms: Rooms): Case[] {
  const { publicKey, choice } = evenKey()
  return [
    policy('signer with an even modulus', rooms.signer(publicKey, ringKey('rsa-2048'), choice.sign)),
    policy('authority with an even modulus', rooms.authority(publicKey, choice)),
    policy('an even modulus above the stamper', rooms.stamperBelow(publicKey, choice)),
    row('an even modulus in a certificate that no chain needs', 0, rooms.spare(publicKey)),
  ]
}

function boundKeys(rooms: Rooms): Case[] {
  const key = ringKey('rsa-2048')
  const bound = (publicKey: KeyObject, digest: string, mask: string): Uint8Array =>
    renamedRsa(publicKey, RSA_PSS, pssParameters(digest, 20, mask))
  const below = (digest: string, mask: string): Uint8Array =>
    rooms.authority(bound(key.publicKey, digest, mask), pssChoice('sha384', 'sha256'), key)
  return [
    row(
      'authority with an RSA-PSS key bound to the two digests of a signature',
      0,
      below('sha384', 'sha256'),
    ),
    row('authority with an RSA-PSS key bound to another mask', 4, below('sha384', 'sha384')),
    row('authority with an RSA-PSS key bound to another digest', 4, below('sha256', 'sha256')),
  ]
}
