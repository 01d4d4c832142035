import { signerChecks } from '@tacosmith/core/signer'
import { hurry, type SignableDigest, serviceForContract, unusedPort } from '@tacosmith/test-kit'
import { afterEach, describe, test, vi } from 'vitest'
import { crc32c } from './crc32c.ts'
import { googleKmsSigner } from './index.ts'
import {
  bench,
  clientOptions,
  KEYS,
  server,
  signerFor,
  signerWithoutCertificate,
  throttling,
  version,
} from './testing/harness.ts'

/** A key of Cloud KMS signs with one algorithm only. */
function digestOf(kind: string): SignableDigest[] {
  const algorithm = KEYS.find(([key]) => key === kind)?.[1] ?? ''
  return [`sha${algorithm.slice(-3)}` as SignableDigest]
}

afterEach(() => void vi.doUnmock('@google-cloud/kms'))

const checks = await signerChecks({
  ...bench.forContract(digestOf),
  open: (kind) => signerFor({ keyVersion: version(kind), certificates: bench.chainPem(kind) }),
  withoutCertificate: (kind) => signerWithoutCertificate({ keyVersion: version(kind) }),
  failures: {
    missingKey: {
      open: () => signerFor({ keyVersion: version('nobody') }),
      code: 'keystore',
      says: `the Cloud KMS key ${version('nobody')} does not exist`,
      advises: '"keyVersion"',
    },
    refusedLogin: {
      open: () => {
        server.fail('GetPublicKey', { code: 16, message: 'Request had invalid authentication credentials.' })
        return signerFor()
      },
      code: 'environment',
      says: 'were rejected',
      advises: 'Log in again',
    },
    missingLibrary: {
      open: () => {
        vi.doMock('@google-cloud/kms', () => {
          throw new Error('broken')
        })
        return signerFor()
      },
      code: 'environment',
      says: '@google-cloud/kms cannot be loaded',
      advises: 'npm install --save-dev @google-cloud/kms',
    },
    otherCertificates: {
      open: () => signerFor({ keyVersion: version('p-384') }),
      code: 'certificate',
      says: `no certificate belongs to the Cloud KMS key ${version('p-384')} (EC P-384)`,
      advises: '"CN=Signer p-256" (EC P-256)',
    },
    nonsense: (signature) => {
      const signatureCrc32c = { value: crc32c(signature) }
      const answer = { signature, signatureCrc32c }
      server.fail('AsymmetricSign', { answer })
      return signerFor()
    },
    silence: (kind) => {
      server.keepFailing('AsymmetricSign', 'silence')
      return signerFor({ keyVersion: version(kind), certificates: bench.chainPem(kind) })
    },
  },
  service: {
    ...serviceForContract(() => server, {
      key: 'GetPublicKey',
      signature: 'AsymmetricSign',
      faults: {
        throttling,
        outage: { code: 13, message: 'Internal error' },
        'broken connection': 'drop',
      },
    }),
    nobody: async () => signerFor({ clientOptions: { ...clientOptions(), port: await unusedPort() } }),
  },
  wrongOptions: {
    open: (changes) => googleKmsSigner({ keyVersion: version('k'), certificates: 'chain.pem', ...changes }),
    cases: [
      [{ keyVersion: 5 }, 'googleKmsSigner.keyVersion is 5, but should be a string'],
      [
        { certificates: '' },
        'googleKmsSigner.certificates is empty, but should be a path, bytes or a list of these',
      ],
      [{ client: true }, 'googleKmsSigner.client is of type boolean, but should be an object'],
      [{ certificate: 'x' }, 'unknown option certificate in googleKmsSigner'],
    ],
  },
  hurry: (work) => hurry(vi, work),
})

describe('the contract of all signers', () => {
  for (const { name, run } of checks) test(name, run)
})
