import { expect, test } from 'vitest'
import { EXTENSION } from './testing/generator/certificate-maker.ts'
import { ringKey } from './testing/generator/key-ring.ts'
import { authority, type Cooked, signedBy, signer } from './testing/generator/recipe.ts'
import { Workshop } from './testing/workshop.ts'
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
