import { readFile, writeFile } from 'node:fs/promises'
import { signTaco } from '@tacosmith/core'
import { requireOracle, runOracle, UNTIMESTAMPED, unsignedTaco } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { azureSigner } from './index.ts'
import { bench, expectCertificates, logins, server, signerFor, store, vault } from './testing/harness.ts'

describe('the certificate', () => {
  const der = (kind: string, exportable = false) => ({
    certificate: { der: bench.keyOf(kind).certificate, exportable },
  })

  test('comes from the vault, its issuers from the secret: PEM', async () => {
    const value = bench.authority.chainPem(bench.keyOf('rsa-3072'))
    store('rsa-3072', { ...der('rsa-3072'), secret: { contentType: 'application/x-pem-file', value } }, 'pem')
    const signer = azureSigner({ ...vault(), keyName: 'pem' })
    expectCertificates(await signer.certificates(), [bench.keyOf('rsa-3072'), bench.authority.intermediate])
    await signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED })
    expect(server.calls.map(({ path }) => path)).toEqual([
      ...['/certificates/pem/', '/secrets/pem/v1', '/keys/pem/v1', '/keys/pem/v1/sign'],
    ])
    expect(logins).toBe(1)
  })

  test.skipIf(requireOracle('openssl') === undefined)('the same from a PKCS#12 secret', async () => {
    const file = bench.file('secret')
    await writeFile(`${file}.pem`, bench.authority.chainPem(bench.keyOf('p-384')))
    const { exit } = await runOracle(requireOracle('openssl')!, [
      ...['pkcs12', '-export', '-nokeys', '-in', `${file}.pem`, '-out', `${file}.p12`, '-passout', 'pass:'],
    ])
    expect(exit).toBe(0)
    const value = (await readFile(`${file}.p12`)).toString('base64')
    store('p-384', { ...der('p-384'), secret: { contentType: 'application/x-pkcs12', value } }, 'pkcs12')
    const found = await azureSigner({ ...vault(), keyName: 'pkcs12' }).certificates()
    expectCertificates(found, [bench.keyOf('p-384'), bench.authority.intermediate])
  })

  test('never fetches a secret that holds the private key', async () => {
    const { keyPem } = bench.keyOf('p-256')
    const secret = { contentType: 'application/x-pem-file', value: keyPem }
    store('p-256', { ...der('p-256', true), secret }, 'exportable')
    const signer = azureSigner({ ...vault(), keyName: 'exportable' })
    expectCertificates(await signer.certificates(), [bench.keyOf('p-256')])
    expect(server.count('secrets')).toBe(0)
  })

  test('is that of the version, and a file overrides it', async () => {
    const other = await bench.authority.issue({ key: 'p-256' })
    store('p-256', der('p-256'), 'renewed')
    server.keys.get('renewed')?.push({
      ...{ publicKey: other.publicKey, privateKey: other.privateKey, version: 'v2' },
      certificate: { der: other.certificate, exportable: false },
    })
    const newest = azureSigner({ ...vault(), keyName: 'renewed' })
    expectCertificates(await newest.certificates(), [other])
    const first = azureSigner({ ...vault(), keyName: 'renewed', keyVersion: 'v1' })
    expectCertificates(await first.certificates(), [bench.keyOf('p-256')])
    server.forget()
    const overridden = signerFor({ keyName: 'renewed', keyVersion: 'v1' })
    expectCertificates(await overridden.certificates(), [bench.keyOf('p-256'), bench.authority.intermediate])
    expect(server.count('certificates')).toBe(0)
  })

  test('does without the issuers when secrets may not be read', async () => {
    store('p-256', der('p-256'), 'no-secrets')
    server.fail('secrets', { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' })
    expect(await azureSigner({ ...vault(), keyName: 'no-secrets' }).certificates()).toHaveLength(1)
  })

  test('is missed in a vault without one, and in a Managed HSM', async () => {
    expect(
      await bench.watch.failureOf(azureSigner({ ...vault(), keyName: 'p-256' }).certificates()),
    ).toMatchObject({
      code: 'certificate',
      message: expect.stringContaining(`the certificate p-256 in ${server.url} does not exist`),
      help: expect.stringContaining('as "certificates"'),
    })
    const vaultUrl = 'https://release.managedhsm.azure.net'
    expect(
      await bench.watch.failureOf(azureSigner({ ...vault(), vaultUrl, keyName: 'k' }).certificates()),
    ).toMatchObject({
      code: 'certificate',
      help: expect.stringContaining('A Managed HSM keeps keys only'),
    })
    server.fail('certificates', { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' })
    expect(
      await bench.watch.failureOf(azureSigner({ ...vault(), keyName: 'p-256' }).certificates()),
    ).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('do not permit the use of the certificate p-256'),
    })
  })
})
