import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { generateKey, type Random } from '@tacosmith/test-kit'

/** A key pair, and what it is called in reports. */
export interface RingKey {
  name: string
  privateKey: KeyObject
  publicKey: KeyObject
}

const KINDS: Readonly<Record<string, () => { privateKey: KeyObject; publicKey: KeyObject }>> = {
  'p-256': () => generateKey('p-256'),
  'p-256 too': () => generateKey('p-256'),
  'p-256 again': () => generateKey('p-256'),
  'p-384': () => generateKey('p-384'),
  'p-521': () => generateKey('p-521'),
  'rsa-1024': () => generateKey('rsa-1024'),
  'rsa-2048': () => generateKey('rsa-2048'),
  'rsa-512': () => generateKey('rsa-512'),
  'rsa-pss': () => generateKey('rsa-pss'),
  'rsa-pss-512': () => generateKey('rsa-pss-512'),
  ed25519: () => generateKey('ed25519'),
  ed448: () => generateKeyPairSync('ed448'),
  dsa: () => generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
  'p-224': () => generateKeyPairSync('ec', { namedCurve: 'secp224r1' }),
  secp256k1: () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  brainpool: () => generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }),
}

let keys: RingKey[] | undefined

function allKeys(): RingKey[] {
  keys ??= Object.entries(KINDS).map(([name, make]) => ({ name, ...make() }))
  return keys
}

/** The key of this name. */
export function ringKey(name: string): RingKey {
  const found = allKeys().find((key) => key.name === name)
  if (found === undefined) throw new Error(`there is no key ${name}`)
  return found
}

/** Mostly a good key, sometimes any. */
export function randomKey(random: Random): RingKey {
  const usual = ['p-256', 'p-256 too', 'p-256 again', 'p-384', 'rsa-1024', 'rsa-2048']
  return random.oneIn(6) ? random.pick(allKeys()) : ringKey(random.pick(usual))
}
