import { signerChecks } from '@tacosmith/core/signer'
import { hurry, oneDigestPerCurve, serviceForContract, unusedPort } from '@tacosmith/test-kit'
import { afterEach, describe, test, vi } from 'vitest'
import { awsKmsSigner } from './index.ts'
import { bench, refusal, server, signerFor, signerWithoutCertificate, throttling } from './testing/harness.ts'

afterEach(() => void vi.doUnmock('@aws-sdk/client-kms'))

const checks = await signerChecks({
  ...bench.forContract(oneDigestPerCurve),
  open: (keyId) => signerFor({ keyId, certificates: bench.chainPem(keyId) }),
  withoutCertificate: (keyId) => signerWithoutCertificate({ keyId }),
  failures: {
    missingKey: {
      open: () => signerFor({ keyId: 'alias/nobody' }),
      code: 'keystore',
      says: 'the AWS KMS key alias/nobody does not exist',
      advises: '"region"',
    },
    refusedLogin: {
      open: () => {
        server.fail('GetPublicKey', refusal(400, 'UnrecognizedClientException'))
        return signerFor()
      },
      code: 'environment',
      says: 'were rejected',
      advises: 'new credentials',
    },
    missingLibrary: {
      open: () => {
        vi.doMock('@aws-sdk/client-kms', () => {
          throw new Error('broken')
        })
        return signerFor()
      },
      code: 'environment',
      says: '@aws-sdk/client-kms cannot be loaded',
      advises: 'npm install --save-dev @aws-sdk/client-kms',
    },
    otherCertificates: {
      open: () => signerFor({ keyId: 'p-384' }),
      code: 'certificate',
      says: 'no certificate belongs to the AWS KMS key p-384 (EC P-384)',
      advises: '"CN=Signer p-256" (EC P-256)',
    },
    nonsense: (signature) => {
      server.fail('Sign', { signature })
      return signerFor()
    },
    silence: (keyId) => {
      server.keepFailing('Sign', 'silence')
      return signerFor({ keyId, certificates: bench.chainPem(keyId) })
    },
  },
  service: {
    ...serviceForContract(() => server, {
      key: 'GetPublicKey',
      signature: 'Sign',
      faults: {
        throttling,
        outage: refusal(500, 'KMSInternalException'),
        'broken connection': 'drop',
      },
    }),
    nobody: async () => signerFor({ endpoint: `http://127.0.0.1:${await unusedPort()}` }),
  },
  wrongOptions: {
    open: (changes) =>
      awsKmsSigner({
        ...{ keyId: 'alias/release', certificates: 'chain.pem', region: 'eu-central-1' },
        ...changes,
      }),
    cases: [
      [{ keyId: 5 }, 'awsKmsSigner.keyId is 5, but should be a string'],
      [{ keyId: undefined }, 'awsKmsSigner.keyId is missing, but should be a string'],
      [
        { certificates: [] },
        'awsKmsSigner.certificates is a list, but should be a path, bytes or a list of these',
      ],
      [
        { endpoint: 'localhost' },
        "awsKmsSigner.endpoint is 'localhost', but should be an http or https address",
      ],
      [
        { credentials: 'AKIA' },
        'awsKmsSigner.credentials is of type string, but should be an object or a function',
      ],
      [{ keyid: 'x' }, 'unknown option keyid in awsKmsSigner'],
    ],
  },
  hurry: (work) => hurry(vi, work),
})

describe('the contract of all signers', () => {
  for (const { name, run } of checks) test(name, run)
})
