import { CertificateAuthority, EXTENDED_KEY_USAGE, issueSelfSigned, KEY_USAGE } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyIntegrity, verifyTaco } from './index.ts'
import { DAY, SignedScene } from './testing/signed-scene.ts'

let scene: SignedScene
beforeAll(async () => {
  scene = await SignedScene.open()
})
afterAll(async () => await scene.close())

describe('the certificate', () => {
  const past = (days: number): Date => new Date(Date.now() - days * DAY)
  const CASES: [string, () => Promise<Uint8Array>, string, number, string][] = [
    ['good', async () => scene.signed, 'verified', 0, '.taco verified.'],
    [
      'expired',
      async () => await scene.sign({ notBefore: past(20), notAfter: past(10) }),
      'expired',
      4,
      'The signer certificate has expired.',
    ],
    [
      'not yet valid',
      async () => await scene.sign({ notBefore: past(-10) }),
      'not-yet-valid',
      4,
      'The signer certificate is not yet valid.',
    ],
    [
      'for servers',
      async () => await scene.sign({ extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }),
      'bad-key-usage',
      8,
      'The signer certificate chain is not validated.',
    ],
    [
      'for encryption',
      async () => await scene.sign({ keyUsage: KEY_USAGE.keyEncipherment }),
      'unsigned',
      16,
      '.taco is not signed.',
    ],
    [
      'without usages',
      async () => await scene.sign({ keyUsage: false, extendedKeyUsage: false }),
      'verified',
      0,
      '.taco verified.',
    ],
    [
      'without its intermediate',
      async () => await scene.sign({}, 'leaf'),
      'untrusted',
      4,
      'The signer certificate chain is not validated.',
    ],
    ['self-signed', selfSigned, 'untrusted', 4, 'The signer certificate chain is not validated.'],
  ]
  async function selfSigned(): Promise<Uint8Array> {
    const { privateKey, certificate } = await issueSelfSigned()
    return await scene.signWith(privateKey, [certificate])
  }
  test.each(CASES)('%s', async (_, make, status, exit, tableauLog) => {
    const bytes = await make()
    const verdict = await verifyTaco(bytes, { trust: scene.trust })
    expect(verdict).toMatchObject({ status, jarsignerExit: exit, tableauLog, ok: status === 'verified' })
    // A signature that Java passes over proves nothing.
    expect((await verifyIntegrity(bytes)).map(({ rule }) => rule)).toEqual(
      status === 'unsigned' ? ['taco-signature-ignored'] : [],
    )
    await scene.expectSameAsJarsigner(bytes, exit)
  })

  test('is not trusted without roots, or with the wrong one', async () => {
    const other = await CertificateAuthority.create('Other')
    for (const trust of [[], [other.root.certificate]]) {
      const verdict = await verifyTaco(scene.signed, { trust })
      expect(verdict).toMatchObject({ ok: false, status: 'untrusted' })
      expect(verdict.problems[0]?.message).toContain('"CN=Test Root", which issued "CN=Test Intermediate"')
    }
  })

  test('is judged at the day asked for', async () => {
    const at = new Date(Date.now() + 800 * DAY)
    expect(
      (await verifyTaco(scene.signed, { trust: [Buffer.from(scene.authority.root.certificatePem)], at }))
        .status,
    ).toBe('expired')
  })

  test('does not count when a certificate that is no authority issued it', async () => {
    const middle = await scene.authority.issue({ commonName: 'No Authority' })
    const leaf = await scene.authority.issue({ issuer: middle })
    const bytes = await scene.signWith(leaf.privateKey, [
      leaf.certificate,
      middle.certificate,
      scene.authority.intermediate.certificate,
    ])
    expect((await verifyTaco(bytes, { trust: scene.trust })).status).toBe('untrusted')
    await scene.expectSameAsJarsigner(bytes, 4)
  })
})
