import { expect, test } from 'vitest'
import { googleKmsSigner } from './index.ts'

const right = {
  keyVersion: 'projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1',
  certificates: 'chain.pem',
}

test.each<[object, string]>([
  [{ keyVersion: 5 }, 'googleKmsSigner.keyVersion is 5, but should be a string'],
  [
    { certificates: '' },
    'googleKmsSigner.certificates is empty, but should be a path, bytes or a list of these',
  ],
  [{ client: true }, 'googleKmsSigner.client is of type boolean, but should be an object'],
  [{ certificate: 'x' }, 'unknown option certificate in googleKmsSigner'],
])('refuses %j', async (wrong, message) => {
  const signer = googleKmsSigner({ ...right, ...wrong } as never)
  await expect(signer.certificates()).rejects.toMatchObject({
    code: 'usage',
    message,
    help: expect.stringMatching(/\.$|\?$/),
  })
})
