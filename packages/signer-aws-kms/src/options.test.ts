import { expect, test } from 'vitest'
import { awsKmsSigner } from './index.ts'

const right = { keyId: 'alias/release', certificates: 'chain.pem', region: 'eu-central-1' }

test.each<[object, string]>([
  [{ keyId: 5 }, 'awsKmsSigner.keyId is 5, but should be a string'],
  [{ keyId: undefined }, 'awsKmsSigner.keyId is missing, but should be a string'],
  [
    { certificates: [] },
    'awsKmsSigner.certificates is a list, but should be a path, bytes or a list of these',
  ],
  [{ endpoint: 'localhost' }, "awsKmsSigner.endpoint is 'localhost', but should be an http or https address"],
  [
    { credentials: 'AKIA' },
    'awsKmsSigner.credentials is of type string, but should be an object or a function',
  ],
  [{ keyid: 'x' }, 'unknown option keyid in awsKmsSigner'],
])('refuses %j', async (wrong, message) => {
  const signer = awsKmsSigner({ ...right, ...wrong } as never)
  await expect(signer.certificates()).rejects.toMatchObject({
    code: 'usage',
    message,
    help: expect.stringMatching(/\.$|\?$/),
  })
})
