import type { KeyObject } from 'node:crypto'
import { signWith } from '../keys/index.ts'
import type { Signer } from './signer.ts'

/**
 * A {@link Signer} that holds its key in memory.
 *
 * @param certificates DER, the signer's first
 */
export function keySigner(privateKey: KeyObject, certificates: Uint8Array[]): Signer {
  return {
    certificates: async () => certificates,
    sign: async ({ data, digest, algorithm }) => await signWith(privateKey, data, { algorithm, digest }),
  }
}
