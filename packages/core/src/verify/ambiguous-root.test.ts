import { expect, test } from 'vitest'
import { context, NULL, objectIdentifier, sequence } from '../format/der/der-writer.ts'
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

test('of two ways that a search finds, one ends at a root that may not issue certificates', async () => {
  const without = [EXTENSION.authorityKeyIdentifier, EXTENSION.subjectKeyIdentifier]
  const [one, other] = [authority(), authority({ without: [EXTENSION.basicConstraints] })] as const
  const first = authority({ issuer: one, without })
  const again = { key: first.key, parts: { subject: first.parts.subject } }
  const second = authority({ issuer: other, ...again, without })
  /** The chain in the file goes on from the first to the second, and ends at a namesake of a root that nobody knows. */
  const ways = (...[[above, root], [further, end]]: [[Cooked, Cooked], [Cooked, Cooked]]): Cooked[] => {
    const namesake = (of: Cooked, issuer: Cooked): Cooked =>
      authority({ issuer, parts: { subject: of.parts.subject }, without })
    return [above, namesake(root, further), further, namesake(end, authority())]
  }
  const leaf = signer(first, { without })
  const judged = async (certificates: Cooked[], ...roots: Cooked[]): Promise<unknown> => {
    const trust = roots.map(({ certificate }) => certificate)
    const { problems } = await verifyTaco(signedBy(shop, [leaf, ...certificates]), { trust })
    return problems.filter(({ severity }) => severity === 'error')
  }
  const [forwards, backwards] = [ways([first, one], [second, other]), ways([second, other], [first, one])]
  expect(await judged(forwards, one)).toEqual([])
  const refused = { help: expect.stringContaining('a JDK takes either, and not always the same') }
  expect(await judged(forwards, one, other)).toMatchObject([refused])
  expect(await judged(backwards, one, other)).toMatchObject([refused])
})

test('a root of the truststore that only some JDKs read like this is named, and not overlooked', async () => {
  const value = sequence(context(0, objectIdentifier('1.2.3'), NULL))
  const odd = authority({ extensions: [{ oid: EXTENSION.subjectAlternativeName, value }] })
  const { problems } = await verifyTaco(signedBy(shop, [signer(odd)]), { trust: [odd.certificate] })
  expect(problems[0]).toMatchObject({
    message: expect.stringContaining('a root in the truststore has a name that is in the certificate'),
    help: expect.stringContaining('Java may accept this file; tacosmith refuses it because'),
  })
})
