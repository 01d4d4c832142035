import { generateKeyPairSync } from 'node:crypto'
import { encodeDerTree, parseDerTree } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { context, element, NULL, objectIdentifier, sequence } from '../format/der/der-writer.ts'
import { EXTENSION, spki, utcTime } from './testing/generator/certificate-maker.ts'
import { names } from './testing/generator/chain-extensions.ts'
import { ringKey } from './testing/generator/key-ring.ts'
import {
  authority,
  type Cooked,
  type RecipeOptions,
  signedBy,
  signer,
  stamper,
} from './testing/generator/recipe.ts'
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

const without = [EXTENSION.authorityKeyIdentifier, EXTENSION.subjectKeyIdentifier]
const ambiguous = { help: expect.stringContaining('a JDK takes either, and not always the same') }

/** What is found about a file whose signer is below two authorities of one name and key, each below a root of its own. */
async function judgeTwoWays(
  roots: [Cooked, Cooked],
  ofSecond: RecipeOptions = {},
  ofSigner: RecipeOptions = {},
): Promise<unknown[]> {
  const [one, other] = roots
  const first = authority({ issuer: one, without })
  const again = { key: first.key, parts: { subject: first.parts.subject } }
  const second = authority({ issuer: other, ...again, without, ...ofSecond })
  const namesake = (of: Cooked, issuer: Cooked): Cooked =>
    authority({ issuer, parts: { subject: of.parts.subject }, without })
  /** The chain in the file goes on from one to the other, and ends at a namesake of a root that nobody knows. */
  const ways = (...[[above, root], [further, end]]: [[Cooked, Cooked], [Cooked, Cooked]]): Cooked[] => [
    ...[above, namesake(root, further), further, namesake(end, authority())],
  ]
  const leaf = signer(first, { without, ...ofSigner })
  const trust = roots.map(({ certificate }) => certificate)
  const found: unknown[] = []
  for (const certificates of [ways([first, one], [second, other]), ways([second, other], [first, one])]) {
    const { problems } = await verifyTaco(signedBy(shop, [leaf, ...certificates]), { trust })
    found.push(problems.filter(({ severity }) => severity === 'error'))
  }
  return found
}

test('of two ways that a search finds, one ends at a root that may not issue certificates', async () => {
  expect(await judgeTwoWays([authority(), authority()])).toEqual([[], []])
  const other = authority({ without: [EXTENSION.basicConstraints] })
  expect(await judgeTwoWays([authority(), other])).toMatchObject([[ambiguous], [ambiguous]])
})

test('of two ways that a search finds, Java fails on one', async () => {
  const network = (...bytes: number[]): RecipeOptions => ({
    extensions: [names([element(0x87, Buffer.from(bytes))])],
  })
  const roots = [authority(), authority()] as const
  const [ten, other] = [network(10, 0, 0, 0, 255, 0, 0, 0), network(192, 168, 0, 0, 255, 255, 0, 0)]
  expect(await judgeTwoWays([...roots], ten)).toEqual([[], []])
  expect(await judgeTwoWays([...roots], ten, other)).toMatchObject([[ambiguous], [ambiguous]])
})

/** Without the zero in front of it, the modulus is negative. */
function withNegativeModulus({ publicKey }: Cooked['key']): Uint8Array {
  const tree = parseDerTree(spki(publicKey))
  const modulus = tree.children?.[0]?.children?.[1]?.children?.[0]
  if (modulus !== undefined) modulus.content = modulus.content.subarray(1)
  return encodeDerTree(tree)
}

test('Java cannot compute with the key of one of two roots of one name', async () => {
  const key = generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })
  const good = authority({ key })
  const { subject: name, issuer: itself } = good.parts
  const odd = authority({
    key,
    parts: { subject: name, issuer: itself, publicKey: withNegativeModulus(key) },
  })
  const leaf = signer(good, { without: [EXTENSION.authorityKeyIdentifier] })
  const found = async (...roots: Cooked[]): Promise<unknown[]> => {
    const trust = roots.map(({ certificate }) => certificate)
    const { problems } = await verifyTaco(signedBy(shop, [leaf]), { trust })
    return problems.filter(({ severity }) => severity === 'error')
  }
  expect(await found(good)).toEqual([])
  expect(await found(good, odd)).toMatchObject([ambiguous])
  expect(await found(odd, good)).toMatchObject([ambiguous])
})

test('a root of the truststore that only some JDKs read like this is named, and not overlooked', async () => {
  const value = sequence(context(0, objectIdentifier('1.2.3'), NULL))
  const odd = authority({ extensions: [{ oid: EXTENSION.subjectAlternativeName, value }] })
  const { problems } = await verifyTaco(signedBy(shop, [signer(odd)]), { trust: [odd.certificate] })
  expect(problems[0]).toMatchObject({
    message: expect.stringContaining('the truststore holds a root by a name in the certificate'),
    help: expect.stringContaining('Java may accept this file; tacosmith refuses it because'),
  })
})
