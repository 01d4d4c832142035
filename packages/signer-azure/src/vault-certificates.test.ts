import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signTaco } from '@tacosmith/core'
import { requireOracle, runOracle, UNTIMESTAMPED, unsignedTaco } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { azureSigner } from './index.ts'
import {
  authority,
  expectCertificates,
  folder,
  issued,
  logins,
  server,
  signerFor,
  store,
  vault,
  watch,
} from './testing/harness.ts'

describe('the certificate', () => {
  const der = (kind: string, exportable = false) => ({
    certificate: { der: issued.get(kind)!.certificate, exportable },
  })

  test('comes from the vault, its issuers from the secret: PEM', async () => {
    const value = authority.chainPem(issued.get('rsa-3072')!)
    store('rsa-3072', { ...der('rsa-3072'), secret: { contentType: 'application/x-pem-file', value } }, 'pem')
    const signer = azureSigner({ ...vault(), keyName: 'pem' })
    expectCertificates(await signer.certificates(), [issued.get('rsa-3072')!, authority.intermediate])
    await signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED })
    expect(server.calls.map(({ path }) => path)).toEqual([
      ...['/certificates/pem/', '/secrets/pem/v1', '/keys/pem/v1', '/keys/pem/v1/sign'],
    ])
    expect(logins).toBe(1)
  })

  test.skipIf(requireOracle('openssl') === undefined)('the same from a PKCS#12 secret', async () => {
    const file = join(folder, 'secret')
    await writeFile(`${file}.pem`, authority.chainPem(issued.get('p-384')!))
    const { exit } = await runOracle(requireOracle('openssl')!, [
      ...['pkcs12', '-export', '-nokeys', '-in', `${file}.pem`, '-out', `${file}.p12`, '-passout', 'pass:'],
    ])
    expect(exit).toBe(0)
    const value = (await readFile(`${file}.p12`)).toString('base64')
    store('p-384', { ...der('p-384'), secret: { contentType: 'application/x-pkcs12', value } }, 'pkcs12')
    const found = await azureSigner({ ...vault(), keyName: 'pkcs12' }).certificates()
    expectCertificates(found, [issued.get('p-384')!, authority.intermediate])
  })

  test('never fetches a secret that holds the private key', async () => {
    const { keyPem } = issued.get('p-256')!
    const secret = { contentType: 'application/x-pem-file', value: keyPem }
    store('p-256', { ...der('p-256', true), secret }, 'exportable')
    const signer = azureSigner({ ...vault(), keyName: 'exportable' })
    expectCertificates(await signer.certificates(), [issued.get('p-256')!])
    expect(server.count('secrets')).toBe(0)
  })

  test('is that of the version, and a file overrides it', async () => {
    const other = await authority.issue({ key: 'p-256' })
    store('p-256', der('p-256'), 'renewed')
    server.keys.get('renewed')?.push({
      ...{ publicKey: other.publicKey, privateKey: other.privateKey, version: 'v2' },
      certificate: { der: other.certificate, exportable: false },
    })
    const newest = azureSigner({ ...vault(), keyName: 'renewed' })
    expectCertificates(await newest.certificates(), [other])
    const first = azureSigner({ ...vault(), keyName: 'renewed', keyVersion: 'v1' })
    expectCertificates(await first.certificates(), [issued.get('p-256')!])
    server.forget()
    const overridden = signerFor({ keyName: 'renewed', keyVersion: 'v1' })
    expectCertificates(await overridden.certificates(), [issued.get('p-256')!, authority.intermediate])
    expect(server.count('certificates')).toBe(0)
  })

  test('does without the issuers when secrets may not be read', async () => {
    store('p-256', der('p-256'), 'no-secrets')
    server.fail('secrets', { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' })
    expect(await azureSigner({ ...vault(), keyName: 'no-secrets' }).certificates()).toHaveLength(1)
  })

  test('is missed in a vault without one, and in a Managed HSM', async () => {
    expect(await watch.failureOf(azureSigner({ ...vault(), keyName: 'p-256' }).certificates())).toMatchObject(
      {
        code: 'certificate',
        message: expect.stringContaining(`the certificate p-256 in ${server.url} does not exist`),
        help: expect.stringContaining('as "certificates"'),
      },
    )
    const vaultUrl = 'https://release.managedhsm.azure.net'
    expect(
      await watch.failureOf(azureSigner({ ...vault(), vaultUrl, keyName: 'k' }).certificates()),
    ).toMatchObject({
      code: 'certificate',
      help: expect.stringContaining('A Managed HSM keeps keys only'),
    })
    server.fail('certificates', { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' })
    expect(await watch.failureOf(azureSigner({ ...vault(), keyName: 'p-256' }).certificates())).toMatchObject(
      {
        code: 'keystore',
        message: expect.stringContaining('do not permit the use of the certificate p-256'),
      },
    )
  })

  test('is refused when it belongs to another key', async () => {
    const signer = signerFor({ keyName: 'p-384' })
    const error = await watch.failureOf(signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED }))
    expect(error).toMatchObject({
      code: 'certificate',
      message: `no certificate belongs to the key p-384 in ${server.url} (EC P-384)`,
      help: expect.stringContaining('"CN=Signer p-256" (EC P-256)'),
    })
    expect(server.count('sign')).toBe(0)
  })
})
