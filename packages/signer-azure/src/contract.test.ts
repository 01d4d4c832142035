import { signerChecks } from '@tacosmith/core/signer'
import { hurry, oneDigestPerCurve, serviceForContract, unusedPort } from '@tacosmith/test-kit'
import { afterEach, describe, test, vi } from 'vitest'
import { azureSigner } from './index.ts'
import { bench, server, signerFor, throttling, vault } from './testing/harness.ts'

afterEach(() => void vi.doUnmock('@azure/keyvault-keys'))

const checks = await signerChecks({
  ...bench.forContract(oneDigestPerCurve),
  open: (keyName) => signerFor({ keyName, certificates: bench.chainPem(keyName) }),
  withoutCertificate: (keyName) => bench.keep(azureSigner({ ...vault(), keyName })),
  failures: {
    missingKey: {
      open: () => signerFor({ keyName: 'nobody' }),
      code: 'keystore',
      says: /the key nobody in https:\/\/localhost:\d+ does not exist/,
      advises: '"keyName"',
    },
    refusedLogin: {
      open: () => {
        server.fail('keys', { status: 401, code: 'Unauthorized', message: 'AKV10032: Invalid issuer.' })
        return signerFor()
      },
      code: 'environment',
      says: 'were rejected',
      advises: 'Log in again',
    },
    missingLibrary: {
      open: () => {
        vi.doMock('@azure/keyvault-keys', () => {
          throw new Error('broken')
        })
        return signerFor()
      },
      code: 'environment',
      says: '@azure/keyvault-keys cannot be loaded',
      advises: 'npm install --save-dev @azure/keyvault-keys',
    },
    otherCertificates: {
      open: () => signerFor({ keyName: 'p-384' }),
      code: 'certificate',
      says: /^no certificate belongs to the key p-384 in https:\/\/localhost:\d+ \(EC P-384\)$/,
      advises: '"CN=Signer p-256" (EC P-256)',
    },
    nonsense: (signature) => {
      server.fail('sign', { signature })
      return signerFor()
    },
    silence: (keyName) => {
      server.keepFailing('sign', 'silence')
      return signerFor({ keyName, certificates: bench.chainPem(keyName) })
    },
  },
  service: {
    ...serviceForContract(() => server, {
      key: 'keys',
      signature: 'sign',
      faults: {
        throttling,
        outage: { status: 500, code: 'InternalServerError' },
        'broken connection': 'drop',
      },
    }),
    nobody: async () => signerFor({ vaultUrl: `https://127.0.0.1:${await unusedPort()}` }),
  },
  wrongOptions: {
    open: (changes) => azureSigner({ vaultUrl: 'https://a.vault.azure.net', keyName: 'release', ...changes }),
    cases: [
      [{ vaultUrl: 5 }, 'azureSigner.vaultUrl is 5, but should be a string'],
      [{ keyName: '' }, 'azureSigner.keyName is empty, but should be a string'],
      [{ clientOptions: 'x' }, 'azureSigner.clientOptions is of type string, but should be an object'],
      [{ keyname: 'x' }, 'unknown option keyname in azureSigner'],
    ],
  },
  hurry: (work) => hurry(vi, work),
})

describe('the contract of all signers', () => {
  for (const { name, run } of checks) test(name, run)
})
