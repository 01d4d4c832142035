import { expect, test } from 'vitest'
import { awsKmsSigner } from './index.ts'

const right = { keyId: 'alias/release', certificates: 'chain.pem', region: 'eu-central-1' }

test.each<[object, string]>([
  [{ keyId: 5 }, 'awsKmsSigner.keyId is 5, a text was expected'],
  [{ keyId: undefined }, 'awsKmsSigner.keyId is missing, a text was expected'],
  [
    { certificates: [] },
    'awsKmsSigner.certificates is a list, a path, bytes or a list of these was expected',
  ],
  [{ endpoint: 'localhost' }, "awsKmsSigner.endpoint is 'localhost', an http or https address was expected"],
  [
    { credentials: 'AKIA' },
    'awsKmsSigner.credentials is of type string, an object or a function was expected',
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
