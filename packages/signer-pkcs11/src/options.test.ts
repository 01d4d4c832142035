import { expect, test } from 'vitest'
import { pkcs11Signer } from './index.ts'

const right = { module: 'token.so', pin: { env: 'PIN' } }

test.each<[object, string]>([
  [{ module: '' }, 'pkcs11Signer.module is empty, but should be a string'],
  [{ slot: '0' }, "pkcs11Signer.slot is '0', but should be a whole number from 0 to 9007199254740991"],
  [
    { pin: 123456 },
    "pkcs11Signer.pin is of type number, but should be a string, { env: 'NAME' } or { file: 'PATH' }",
  ],
  [{ pin: { environment: 'PIN' } }, 'unknown option environment in pkcs11Signer.pin'],
  [{ keylabel: 'x' }, 'unknown option keylabel in pkcs11Signer'],
])('refuses %j', async (wrong, message) => {
  const signer = pkcs11Signer({ ...right, ...wrong } as never)
  await expect(signer.certificates()).rejects.toMatchObject({
    code: 'usage',
    message,
    help: expect.stringMatching(/\.$|\?$/),
  })
})
