import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ActionRun, type Checkout, checkout, inFolder } from '../testing/run-action.ts'
import { hasOpenssl, PASSWORD, type VendorKey, vendorKey } from '../testing/signing.ts'

let place: Checkout
let vendor: VendorKey
let stranger: VendorKey
beforeAll(async () => {
  if (hasOpenssl) [vendor, stranger] = await Promise.all([vendorKey(), vendorKey()])
})
beforeEach(async () => {
  place = await checkout(inFolder('connector', minimalConnector()))
})
afterEach(() => place.dispose())

/** A run that signs with the vendor's key. */
const run = async (truststore: string): Promise<ActionRun> => {
  await place.write({
    'roots/vendor.pem': vendor.authority.root.certificatePem,
    'roots/stranger.pem': stranger.authority.root.certificatePem,
    'roots/none.pem': 'no certificate',
  })
  const key = { 'keystore-base64': vendor.keystore.toString('base64'), 'store-password': PASSWORD }
  return await place.run({ ...key, truststore })
}

describe.runIf(hasOpenssl)('truststore', () => {
  it('makes the signature one that is verified', async () => {
    const { exitCode, stdout, summary, outputs } = await run('roots/vendor.pem')
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('taco-chain-untrusted')
    expect(stdout).toMatch(
      /^Signed by CN=Vendor, certified by CN=Test Intermediate, without a timestamp; Tableau accepts it until 20\d\d-\d\d-\d\d$/m,
    )
    expect(summary).toContain('<td>verified</td>')
    expect(outputs.signed).toBe('true')
  })

  it('may be several, one a line, with the roots of the runner', async () => {
    const { exitCode, summary } = await run('default\nroots/stranger.pem\n\nroots/vendor.pem\n')
    expect([exitCode, summary]).toEqual([0, expect.stringContaining('<td>verified</td>')])
  })

  it('that does not hold the root is an error; without it that is a warning', async () => {
    const refused = await run('roots/stranger.pem')
    expect(refused.exitCode).toBe(1)
    expect(refused.stdout).toMatch(/^::error title=taco-chain-untrusted::/m)
    expect(refused.errors).toEqual(['brook_jdbc-v1.0.0.taco has 1 error; see the findings.'])
    expect(refused.summary).toContain('untrusted: the root of its certificate is not known here')
    const lenient = await run('')
    expect(lenient.exitCode).toBe(0)
    expect(lenient.stdout).toMatch(
      /^::warning title=taco-chain-untrusted::.*give it to this action as truststore/m,
    )
  })

  it.each([
    ['roots/gone.pem', /the truststore .*roots\/gone\.pem does not exist\n/],
    ['roots/none.pem', /roots\/none\.pem/],
  ])('%s cannot be read, and nothing is said about the signature', async (truststore, message) => {
    const { exitCode, errors, summary, outputs } = await run(truststore)
    expect([exitCode, errors[0]]).toEqual([1, expect.stringMatching(message)])
    expect(summary).toContain('<td>not checked</td>')
    expect(summary).not.toContain('Good until')
    expect(outputs['release-url']).toBeUndefined()
  })
})
