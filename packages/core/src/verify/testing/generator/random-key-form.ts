import type { Random } from '@tacosmith/test-kit'
import { sequence } from '../../../format/der/der-writer.ts'
import { spki } from './certificate-maker.ts'
import { evenKey } from './even-modulus.ts'
import type { RingKey } from './key-ring.ts'
import { changedDsaKey, DSA_CHANGES, EDWARDS_KEYS, longKey, negativeModulus, renamedRsa } from './odd-keys.ts'
import { DIGEST_OIDS, pssParameters } from './signature-choice.ts'

const DIGESTS = Object.keys(DIGEST_OIDS)

/** A key in an odd form, or another one that is odd in itself. */
export function oddKey(random: Random, { name, publicKey }: RingKey): Uint8Array {
  switch (publicKey.asymmetricKeyType) {
    case 'rsa':
      return random.pick([
        () => renamedRsa(publicKey, '2.5.8.1.1'),
        () => renamedRsa(publicKey, '1.2.840.113549.1.1'),
        () => negativeModulus(publicKey),
        () => renamedRsa(publicKey, '1.2.840.113549.1.1.10', boundParameters(random)),
        () => renamedRsa(publicKey, '1.2.840.113549.1.1.1', sequence()),
        () => evenKey().publicKey,
      ])()
    case 'ed25519':
    case 'ed448':
      return random.pick(Object.values(EDWARDS_KEYS))
    case 'dsa':
      return changedDsaKey(random.pick(Object.keys(DSA_CHANGES)))
    case 'ec':
      return name.startsWith('p-') ? longKey(publicKey) : spki(publicKey)
    default:
      return spki(publicKey)
  }
}

function boundParameters(random: Random): Uint8Array {
  const digest = random.pick(['sha256', 'sha256', ...DIGESTS])
  return pssParameters(digest, random.pick([0, 20, 32, 40]), random.oneIn(2) ? digest : random.pick(DIGESTS))
}
