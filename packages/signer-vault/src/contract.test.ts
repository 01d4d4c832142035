import { signerChecks } from '@tacosmith/core/signer'
import { hurry, serviceForContract, unusedPort } from '@tacosmith/test-kit'
import { describe, test, vi } from 'vitest'
import { vaultSigner } from './index.ts'
import { bench, refusal, server, signerFor, signerWithoutCertificate } from './testing/harness.ts'

const checks = await signerChecks({
  ...bench.forContract(() => ['sha256', 'sha384', 'sha512']),
  open: (key) => signerFor({ key, certificates: bench.chainPem(key) }),
  withoutCertificate: (key) => signerWithoutCertificate({ key }),
  failures: {
    missingKey: {
      open: () => signerFor({ key: 'nobody' }),
      code: 'keystore',
      says: 'the Vault key transit/nobody does not exist',
      advises: '"mount"',
    },
    refusedLogin: {
      open: () => signerFor({ token: 'hvs.expired' }),
      code: 'environment',
      says: 'were rejected: permission denied',
      advises: 'Log in again',
    },
    otherCertificates: {
      open: () => signerFor({ key: 'p-384' }),
      code: 'certificate',
      says: 'no certificate belongs to the Vault key transit/p-384 (EC P-384)',
      advises: '"CN=Signer p-256" (EC P-256)',
    },
    nonsense: (signature) => {
      server.fail('sign', { signature })
      return signerFor()
    },
    silence: (key) => {
      server.keepFailing('sign', 'silence')
      return signerFor({ key, certificates: bench.chainPem(key) })
    },
  },
  service: {
    ...serviceForContract(() => server, {
      key: 'keys',
      signature: 'sign',
      faults: {
        throttling: refusal(429, 'rate limit quota exceeded'),
        outage: refusal(503, 'Vault is sealed'),
        'broken connection': 'drop',
      },
    }),
    nobody: async () => signerFor({ address: `http://127.0.0.1:${await unusedPort()}` }),
  },
  wrongOptions: {
    open: (changes) => vaultSigner({ key: 'release', ...changes }),
    cases: [
      [{ key: '' }, 'vaultSigner.key is empty, but should be a string'],
      [
        { address: 'vault:8200' },
        "vaultSigner.address is 'vault:8200', but should be an http or https address",
      ],
      [
        { token: 5 },
        "vaultSigner.token is of type number, but should be a string, { env: 'NAME' } or { file: 'PATH' }",
      ],
      [{ keyversion: 1 }, 'unknown option keyversion in vaultSigner'],
      [
        { token: 'hvs.x', roleId: 'r', secretId: 's' },
        'vaultSigner.token and vaultSigner.roleId are both given',
      ],
      [{ roleId: 'r' }, 'vaultSigner.roleId is given without the other part of the AppRole'],
    ],
  },
  hurry: (work) => hurry(vi, work),
})

describe('the contract of all signers', () => {
  for (const { name, run } of checks) test(name, run)
})
