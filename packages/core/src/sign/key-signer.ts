import { type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Signer } from './signer.ts'

const signAsync = promisify(
  (
    digest: string,
    data: Uint8Array,
    key: KeyObject,
    done: (error: Error | null, signature: Buffer) => void,
  ) => sign(digest, data, { key, dsaEncoding: 'der' }, done),
)

/**
 * A {@link Signer} that holds its key in memory.
 *
 * @param certificates DER, the signer's first
 */
export function keySigner(privateKey: KeyObject, certificates: Uint8Array[]): Signer {
  return {
    certificates: async () => certificates,
    sign: async ({ data, digest }) => await signAsync(digest, data, privateKey),
  }
}
