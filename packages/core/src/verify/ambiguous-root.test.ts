import { expect, test } from 'vitest'
import { EXTENSION, utcTime } from './testing/generator/certificate-maker.ts'
import { ringKey } from './testing/generator/key-ring.ts'
import { authority, type Cooked, signedBy, signer, stamper } from './testing/generator/recipe.ts'
import { tokenOf } from './testing/generator/token-recipe.ts'
import { inDays, Workshop } from './testing/workshop.ts'
import { verifyTaco } from './verify-taco.ts'

const shop = await Workshop.open()
const root = authority({ key: ringKey('p-256') })
const { subject, issuer } = root.parts
const unfit = authority({
  key: ringKey('p-256'),
  parts: { subject, issuer },
  without: [EXTENSION.basicConstraints],
})
const file = signedBy(shop, [signer(root)])

async function judge(...trusted: Cooked[]): Promise<[boolean, number | null, string[]]> {
  const trust = trusted.map(({ certificate }) => certificate)
  const { ok, jarsignerExit, problems } = await verifyTaco(file, { trust })
  return [
    ok,
    jarsignerExit,
    problems.filter(({ severity }) => severity === 'error').map(({ help }) => help ?? ''),
  ]
}

test('one of two roots that both fit may not issue certificates', async () => {
  expect(await judge(root)).toEqual([true, 0, []])
  expect(await judge(unfit)).toEqual([false, 4, [expect.not.stringContaining('Java may accept')]])
  const refused = [false, null, [expect.stringContaining('a JDK takes either, and not always the same')]]
  expect(await judge(root, unfit)).toEqual(refused)
  expect(await judge(unfit, root)).toEqual(refused)
})

test('what jarsigner exits with is open where neither of two roots of one name fits', async () => {
  const other = authority({
    key: ringKey('p-256'),
    parts: { subject, issuer },
    without: [EXTENSION.basicConstraints, EXTENSION.keyUsage],
  })
  expect(await judge(unfit, other)).toEqual([false, null, [expect.not.stringContaining('Java may accept')]])
})

test('an expired timestamp below two roots of one name that both fit is refused', async () => {
  const above = authority()
  const namesake = authority({ parts: { subject: above.parts.subject, issuer: above.parts.issuer } })
  const middle = authority({ issuer: above, without: [EXTENSION.authorityKeyIdentifier] })
  const expired = { parts: { notAfter: utcTime(inDays(-1)) } }
  const judged = async (stamp: Cooked, issuer: Cooked, ...roots: Cooked[]): Promise<unknown[]> => {
    const token = tokenOf({ authority: stamp, certificates: [stamp, issuer] })
    const trust = [root, ...roots].map(({ certificate }) => certificate)
    const { ok, jarsignerExit, problems } = await verifyTaco(signedBy(shop, [signer(root)], token), { trust })
    const helps = problems.filter(({ severity }) => severity === 'error').map(({ help }) => help ?? '')
    return [ok, jarsignerExit, helps]
  }
  const stamp = stamper(middle, expired)
  const refused = [false, null, [expect.stringContaining('a JDK takes either, and not always the same')]]
  expect(await judged(stamp, middle, above)).toEqual([true, 0, []])
  expect(await judged(stamp, middle, above, namesake)).toEqual(refused)
  expect(await judged(stamp, middle, namesake, above)).toEqual(refused)
  // One that is valid still, and one whose issuer names the key of the root.
  expect(await judged(stamper(middle), middle, namesake, above)).toEqual([true, 0, []])
  const named = authority({ issuer: above })
  expect(await judged(stamper(named, expired), named, above, namesake)).toEqual([true, 0, []])
})
