import assert from 'node:assert/strict'
import { withSigner } from './requirements.ts'
import type { SignerCheck, SignerUnderTest } from './signer-under-test.ts'

/** Its own certificate first, then its issuers. */
export function certificateChecks(subject: SignerUnderTest): SignerCheck[] {
  return subject.keys.map(({ name }) => ({
    name: `gives the certificates of ${name}, its own first`,
    run: async () => {
      const found = await withSigner(subject.open(name), async (signer) => await signer.certificates())
      assert.deepEqual(found.map(toHex), subject.certificates(name).map(toHex))
    },
  }))
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
