import { writeFile } from 'node:fs/promises'
import { signerChecks } from '@tacosmith/core/signer'
import { describe, test } from 'vitest'
import { pkcs11Signer } from './index.ts'
import {
  availableWays,
  bench,
  issuersFile,
  module,
  signerFor,
  signerWithoutCertificate,
  TOKEN,
  toolThat,
  WRONG_PIN,
} from './testing/harness.ts'

const ways = await Promise.all(
  availableWays().map(async ({ way, through }) => ({
    way,
    checks: await signerChecks({
      ...bench.forContract(() => ['sha256', 'sha384', 'sha512']),
      open: (keyLabel) => signerFor({ keyLabel, ...through }),
      withoutCertificate: (keyLabel) => signerWithoutCertificate({ keyLabel, ...through }),
      certificates: (kind) => {
        const { root, intermediate } = bench.authority
        return [bench.keyOf(kind), root, intermediate].map(({ certificate }) => certificate)
      },
      failures: {
        missingKey: {
          open: () => signerFor({ keyLabel: 'nobody', ...through }),
          code: 'keystore',
          says: `the token "${TOKEN}"`,
          advises: '"p-256" (ID a2)',
        },
        refusedLogin: {
          open: () => signerFor({ keyLabel: 'p-256', pin: WRONG_PIN, ...through }),
          code: 'keystore',
          says: `the PIN for the token "${TOKEN}"`,
          advises: /PIN/i,
        },
        missingLibrary: {
          open: () => signerFor({ module: '/no/such/module.so', ...through }),
          code: 'environment',
          says: '/no/such/module.so cannot be loaded',
          advises: 'the library',
        },
        otherCertificates: {
          open: async () => {
            await writeFile(bench.file('foreign.pem'), bench.chainPem('p-256'))
            return signerFor({ keyLabel: 'bäre', certificates: bench.file('foreign.pem'), ...through })
          },
          code: 'signing',
          says: 'does not match its certificate',
          advises: 'certificate',
        },
        // Only a program can be told to answer nonsense.
        ...(through.pkcs11Tool === undefined ? {} : { nonsense }),
      },
      wrongOptions: {
        open: (changes) => pkcs11Signer({ module: 'token.so', pin: { env: 'PIN' }, ...changes }),
        cases: [
          [{ module: '' }, 'pkcs11Signer.module is empty, but should be a string'],
          [
            { slot: '0' },
            "pkcs11Signer.slot is '0', but should be a whole number from 0 to 9007199254740991",
          ],
          [
            { pin: 123456 },
            "pkcs11Signer.pin is of type number, but should be a string, { env: 'NAME' } or { file: 'PATH' }",
          ],
          [{ pin: { environment: 'PIN' } }, 'unknown option environment in pkcs11Signer.pin'],
          [{ keylabel: 'x' }, 'unknown option keylabel in pkcs11Signer'],
        ],
      },
    }),
  })),
)

/** Writes the bytes to the last argument, which names the output. */
async function nonsense(signature: Uint8Array) {
  await writeFile(bench.file('nonsense'), signature)
  const answer = `for last; do :; done; cp "${bench.file('nonsense')}" "$last"`
  const { program } = await toolThat(
    'nonsense-tool',
    `case "$*" in *--sign*) ${answer};; *) exec pkcs11-tool "$@";; esac`,
  )
  return signerFor({ keyLabel: 'p-256', certificates: issuersFile(), pkcs11Tool: program })
}

describe.skipIf(module === '').each(ways)('the contract of all signers, by $way', ({ checks }) => {
  for (const { name, run } of checks) test(name, run)
})
