import { beforeAll, describe, expect, test } from 'vitest'
import { ringKey } from './testing/generator/key-ring.ts'
import { authority, type Cooked, signedBy, signer, trustedRoot } from './testing/generator/recipe.ts'
import { signatureChoice } from './testing/generator/signature-choice.ts'
import { Workshop } from './testing/workshop.ts'
import { verifyTaco } from './verify-taco.ts'

let shop: Workshop
beforeAll(async () => {
  shop = await Workshop.open()
})

async function warningsOf(chain: readonly [Cooked, ...Cooked[]]): Promise<string[]> {
  const trust = shop.trusted
  const verdict = await verifyTaco(signedBy(shop, chain), { trust })
  expect(verdict.ok).toBe(true)
  return verdict.problems.filter(({ rule }) => rule === 'taco-newer-algorithm').map(({ message }) => message)
}

describe('a certificate that only newer JDKs read', () => {
  test.each([
    ['rsa-2048', 'RSA-SHA3-256'],
    ['rsa-2048', 'PSS-sha256'],
    ['ed25519', 'Ed25519'],
    ['ed448', 'Ed448'],
  ])('%s, %s', async (key, choice) => {
    const issuer = authority({ issuer: trustedRoot(shop), key: ringKey(key) })
    const leaf = signer(issuer, { choice: signatureChoice(choice) })
    expect(await warningsOf([leaf, issuer])).toEqual([
      expect.stringMatching(
        /^the certificate ".*Signer \d+.*" is signed with an algorithm that JDK 16 and newer/,
      ),
    ])
  })

  test.each(['RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512', 'ECDSA-SHA384'])('but not %s', async (choice) => {
    const key = ringKey(choice.startsWith('RSA') ? 'rsa-2048' : 'p-384')
    const issuer = authority({ issuer: trustedRoot(shop), key })
    const leaf = signer(issuer, { choice: signatureChoice(choice) })
    expect(await warningsOf([leaf, issuer])).toEqual([])
  })

  test('how a root signs itself does not matter', async () => {
    const root = trustedRoot(shop, { key: ringKey('rsa-2048'), choice: signatureChoice('PSS-sha256') })
    const usual = signatureChoice('RSA-SHA256')
    expect(await warningsOf([signer(root, { choice: usual }), root])).toEqual([])
  })
})
