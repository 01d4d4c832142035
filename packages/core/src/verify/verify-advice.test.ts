import { beforeAll, describe, expect, test } from 'vitest'
import { verifyIntegrity, verifyTaco } from './index.ts'
import { FILES, inDays, Workshop } from './testing/workshop.ts'

let shop: Workshop
let trust: Uint8Array[]
beforeAll(async () => {
  shop = await Workshop.open()
  trust = [shop.authority.root.certificate]
})

describe('what was asked for', () => {
  const rules = async (bytes: Uint8Array, options: Parameters<typeof verifyTaco>[1]): Promise<string[]> =>
    (await verifyTaco(bytes, { trust, ...options })).problems.map(
      ({ severity, rule }) => `${severity} ${rule}`,
    )

  test('a timestamp', async () => {
    const plain = await verifyTaco(shop.file(), { trust, requireTimestamp: true })
    expect(plain).toMatchObject({ ok: false, status: 'verified', jarsignerExit: 0 })
    expect(plain.problems.map(({ rule }) => rule)).toEqual(['taco-timestamp-required'])
    const stamped = await verifyTaco(shop.file({ token: shop.token() }), { trust, requireTimestamp: true })
    expect(stamped.ok).toBe(true)
  })

  test('the gallery: a timestamp, five years and the same company', async () => {
    const signer = await shop.authority.issue({ organization: 'Brook Works, Inc.', key: 'p-256' })
    const bytes = shop.file({ signer, token: shop.token() })
    const gallery = { for: 'gallery' } as const
    const files = Object.keys(FILES)
    for (const vendor of ['Brook Works', 'BROOK WORKS Inc', 'Brook Works, Inc.'])
      expect(await rules(bytes, { ...gallery, connector: { vendor, files } })).toEqual([])
    expect(await rules(bytes, { ...gallery, connector: { vendor: 'Other', files } })).toEqual([
      'warning taco-gallery-organization',
    ])
    expect(await rules(bytes, { ...gallery, at: inDays(5 * 365) })).toContain('error taco-gallery-validity')
    expect(await rules(shop.file(), gallery)).toEqual(
      [
        'error taco-timestamp-required',
        'error taco-gallery-validity',
        'warning taco-gallery-organization',
      ].slice(0, 2),
    )
  })
})

describe('advice', () => {
  const advice = async (
    bytes: Uint8Array,
    options: Parameters<typeof verifyTaco>[1] = {},
  ): Promise<string[]> => {
    const verdict = await verifyTaco(bytes, { trust, ...options })
    expect(verdict.ok).toBe(true)
    return verdict.problems.map(({ rule, file }) => (file === undefined ? rule : `${rule} ${file}`))
  }
  const token = (): ((signature: Uint8Array) => Uint8Array) => shop.token()

  test('is not given where nothing is wrong', async () => {
    expect(await advice(shop.file({ token: token() }), { connector: { files: Object.keys(FILES) } })).toEqual(
      [],
    )
    expect(await verifyIntegrity(shop.file())).toEqual([])
  })

  test('an embedded root', async () => {
    const certificates = [shop.signer.certificate, ...shop.chain, shop.authority.root.certificate]
    expect(await advice(shop.file({ token: token(), certificates }))).toEqual(['taco-embedded-root'])
  })

  test('a short RSA key', async () => {
    const signer = await shop.authority.issue({ key: 'rsa-2048' })
    expect(await advice(shop.file({ token: token(), signer }))).toEqual(['taco-weak-key'])
  })

  test('an end within six months, and no timestamp', async () => {
    const signer = await shop.authority.issue({ notAfter: inDays(90) })
    expect(await advice(shop.file({ signer }))).toEqual(['taco-no-timestamp', 'taco-expiring'])
    expect(await advice(shop.file({ token: token(), signer }))).toEqual([])
  })

  test('SHA-1 beside good digests, and in a certificate that nobody needs', async () => {
    const sha1 = await shop.authority.issue({ signatureDigest: 'SHA-1', commonName: 'Old' })
    const certificates = [shop.signer.certificate, ...shop.chain, sha1.certificate]
    expect(await advice(shop.file({ token: token(), certificates }))).toEqual(['taco-sha1'])
    const mainAttributes = [{ name: 'SHA1-Digest', value: 'AAAA' }]
    expect(await advice(shop.file({ token: token() }, { mainAttributes }))).toEqual(['taco-sha1'])
  })

  test('entries that nothing refers to', async () => {
    expect(
      await advice(shop.file({ token: token() }), { connector: { files: ['manifest.xml', 'a.js'] } }),
    ).toEqual(['taco-unreferenced-entry Größe/ü.xml'])
  })
})
