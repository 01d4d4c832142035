import { expect, it } from 'vitest'
import { element, NULL, objectIdentifier, sequence } from '../format/der/der-writer.ts'
import { ringKey } from './testing/generator/key-ring.ts'
import { offCurve } from './testing/generator/odd-keys.ts'
import { signedBy, signer, trustedRoot } from './testing/generator/recipe.ts'
import { Workshop } from './testing/workshop.ts'
import { verifyTaco } from './verify-taco.ts'

const shop = await Workshop.open()
const root = trustedRoot(shop)
const curve = ringKey('secp256k1')
const edwards = sequence(objectIdentifier('1.3.101.112'))
const empty = { publicKey: sequence(edwards, element(0x03, Buffer.from([0]))) }
const pss = sequence(objectIdentifier('1.2.840.113549.1.1.10'), NULL)

// JDK 17 passes over some of these signatures, JDK 25 gives up on the file, or both do what they do with nothing else.
it.each([
  ['an Ed25519 key without a byte', signedBy(shop, [signer(root), signer(root, { parts: empty })])],
  [
    'a point that is not on its curve, which Java has dropped',
    signedBy(shop, [signer(root, { key: curve, parts: { publicKey: offCurve(curve.publicKey) } })]),
  ],
  [
    'RSA-PSS without parameters by a certificate that is missing',
    shop.file({ certificates: shop.chain, signatureAlgorithm: pss }),
  ],
])("jarsigner's exit code is not predicted with %s", async (_, bytes) => {
  const { ok, jarsignerExit } = await verifyTaco(bytes, { trust: shop.trusted })
  expect({ ok, jarsignerExit }).toEqual({ ok: false, jarsignerExit: null })
})

it('but is for a certificate that is missing, and for a key on that curve', async () => {
  const missing = await verifyTaco(shop.file({ certificates: shop.chain }), { trust: shop.trusted })
  expect(missing.jarsignerExit).toBe(1)
  const dropped = await verifyTaco(signedBy(shop, [signer(root, { key: curve })]), { trust: shop.trusted })
  expect(dropped.jarsignerExit).toBe(16)
})
