import { expect, test } from 'vitest'
import { azureSigner } from './index.ts'

const right = { vaultUrl: 'https://a.vault.azure.net', keyName: 'release' }

test.each<[object, string]>([
  [{ vaultUrl: 5 }, 'azureSigner.vaultUrl is 5, but should be a string'],
  [{ keyName: '' }, 'azureSigner.keyName is empty, but should be a string'],
  [{ clientOptions: 'x' }, 'azureSigner.clientOptions is of type string, but should be an object'],
  [{ keyname: 'x' }, 'unknown option keyname in azureSigner'],
])('refuses %j', async (wrong, message) => {
  const signer = azureSigner({ ...right, ...wrong } as never)
  await expect(signer.certificates()).rejects.toMatchObject({
    code: 'usage',
    message,
    help: expect.stringMatching(/\.$|\?$/),
  })
})
