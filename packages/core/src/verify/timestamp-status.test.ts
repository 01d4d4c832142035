import {
  CertificateAuthority,
  type IssueOptions,
  requireOracle,
  startTimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestTimestamp } from '../keys/index.ts'
import { verifyTaco } from './index.ts'
import { DAY, SignedScene } from './testing/signed-scene.ts'

let scene: SignedScene
beforeAll(async () => {
  scene = await SignedScene.open()
})
afterAll(async () => await scene.close())

describe.skipIf(!requireOracle('openssl'))('the timestamp', () => {
  async function stamp(
    options: IssueOptions,
    by: CertificateAuthority = scene.authority,
    stampOptions: IssueOptions = {},
  ): Promise<Uint8Array> {
    const server = await startTimestampServer(by, 'good', await by.issueForTimestamps(stampOptions))
    try {
      const { privateKey, certificate } = await scene.authority.issue(options)
      return await scene.signWith(privateKey, [certificate, scene.authority.intermediate.certificate], server)
    } finally {
      await server.close()
    }
  }
  const inDays = (days: number): Date => new Date(Date.now() + days * DAY)

  test('keeps a file good after its certificate has expired, until its own certificate expires too', async () => {
    const bytes = await stamp({ notAfter: inDays(100) }, scene.authority, { notAfter: inDays(200) })
    const statusAt = async (days: number): Promise<string> =>
      (await verifyTaco(bytes, { trust: scene.trust, at: inDays(days) })).status
    expect([await statusAt(0), await statusAt(150), await statusAt(250)]).toEqual([
      'verified',
      'verified',
      'expired',
    ])
    const { validUntil } = await verifyTaco(bytes, { trust: scene.trust })
    expect(validUntil).toBe(inDays(200).toISOString().slice(0, 10))
    await scene.expectSameAsJarsigner(bytes, 0)
  })

  test('does not help when its certificate expires first', async () => {
    const bytes = await stamp({ notAfter: inDays(200) }, scene.authority, { notAfter: inDays(100) })
    expect((await verifyTaco(bytes, { trust: scene.trust, at: inDays(150) })).status).toBe('verified')
    expect((await verifyTaco(bytes, { trust: scene.trust, at: inDays(250) })).status).toBe('expired')
  })

  test('does not help when the certificate had expired before', async () => {
    const bytes = await stamp({ notBefore: inDays(-20), notAfter: inDays(-10) })
    const verdict = await verifyTaco(bytes, { trust: scene.trust })
    expect(verdict).toMatchObject({ status: 'expired', jarsignerExit: 4 })
    await scene.expectSameAsJarsigner(bytes, 4)
  })

  test('has to come from a trusted authority', async () => {
    const bytes = await stamp({}, await CertificateAuthority.create('Other'))
    const verdict = await verifyTaco(bytes, { trust: scene.trust })
    expect(verdict).toMatchObject({ status: 'untrusted', jarsignerExit: 64 })
    expect(verdict.problems.map(({ rule }) => rule)).toEqual(['taco-timestamp-untrusted'])
    await scene.expectSameAsJarsigner(bytes, 64)
  })

  test('has to belong to the signature', async () => {
    const server = await startTimestampServer(scene.authority)
    try {
      const stolen = await requestTimestamp(Buffer.from('another signature'), {
        urls: [server.url],
        timeout: 5000,
        retries: 0,
      })
      const { privateKey, certificate } = await scene.authority.issue()
      const bytes = await scene.signWith(
        privateKey,
        [certificate, scene.authority.intermediate.certificate],
        stolen.token,
      )
      const verdict = await verifyTaco(bytes, { trust: scene.trust })
      expect(verdict).toMatchObject({ ok: false, status: 'tampered' })
      expect(verdict.problems[0]?.rule).toBe('taco-timestamp-invalid')
    } finally {
      await server.close()
    }
  })
})
