import { signerChecks } from '@tacosmith/core/signer'
import { hurry, serviceForContract, unusedPort } from '@tacosmith/test-kit'
import { describe, test, vi } from 'vitest'
import { cscSigner } from './index.ts'
import { bench, refusal, server, signerFor } from './testing/harness.ts'

const checksOf = async (path: string) =>
  await signerChecks({
    ...bench.forContract(() => ['sha256', 'sha384', 'sha512']),
    open: (credentialId) => signerFor({ url: server.address(path), credentialId }),
    failures: {
      missingKey: {
        open: () => signerFor({ url: server.address(path), credentialId: 'nobody' }),
        code: 'keystore',
        says: /^the credential nobody of the signing service 127\.0\.0\.1:\d+ does not exist/,
        advises: '"credentialId"',
      },
      refusedLogin: {
        open: () => signerFor({ url: server.address(path), username: 'user', password: 'wrong' }),
        code: 'environment',
        says: 'were rejected',
        advises: '"password"',
      },
      otherCertificates: {
        open: () =>
          signerFor({ url: server.address(path), credentialId: 'p-384', certificates: bench.chainFile }),
        code: 'certificate',
        says: /^no certificate belongs to the credential p-384 .* \(EC P-384\)$/,
        advises: '"CN=Signer p-256" (EC P-256)',
      },
      nonsense: (signature) => {
        server.fail('signatures/signHash', { signature })
        return signerFor({ url: server.address(path) })
      },
      silence: (credentialId) => {
        server.keepFailing('signatures/signHash', 'silence')
        return signerFor({ url: server.address(path), credentialId })
      },
    },
    service: {
      ...serviceForContract(() => server, {
        key: 'credentials/info',
        signature: 'signatures/signHash',
        faults: {
          throttling: refusal(429, 'too_many_requests'),
          outage: refusal(503, 'server_error'),
          'broken connection': 'drop',
        },
      }),
      nobody: async () => signerFor({ url: `http://127.0.0.1:${await unusedPort()}/${path}` }),
    },
    wrongOptions: {
      open: (changes) => cscSigner({ url: 'https://service.example/csc/v1', ...changes }),
      cases: [
        [{ url: 'cs.ssl.com' }, "cscSigner.url is 'cs.ssl.com', but should be an http or https address"],
        [{ credentialId: '' }, 'cscSigner.credentialId is empty, but should be a string'],
        [
          { pin: 5 },
          "cscSigner.pin is of type number, but should be a string, { env: 'NAME' } or { file: 'PATH' }",
        ],
        [{ credentialID: 'x' }, 'unknown option credentialID in cscSigner'],
        [{ accessToken: 'x', username: 'u', password: 'p' }, 'cscSigner.accessToken is given beside a login'],
        [{ tokenUrl: 'https://login.example/token' }, 'cscSigner.tokenUrl is given without clientId'],
        [{ username: 'u' }, 'cscSigner.username is given without the other part of the login'],
      ],
    },
    hurry: (work) => hurry(vi, work),
  })

const versions = [
  { version: 1, checks: await checksOf('csc/v1') },
  { version: 2, checks: await checksOf('csc/v2') },
]

describe.each(versions)('the contract of all signers, with version $version of the API', ({ checks }) => {
  for (const { name, run } of checks) test(name, run)
})
