import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArchive } from '../format/zip/index.ts'
import { verifyIntegrity, verifyTaco } from './index.ts'
import { contentsOf, type Edit, replace, SIGNED_FILES, SignedScene } from './testing/signed-scene.ts'

let scene: SignedScene
beforeAll(async () => {
  scene = await SignedScene.open()
})
afterAll(async () => await scene.close())

describe('a file that was changed after signing', () => {
  const add =
    (name: string): Edit =>
    (entries) => [...entries, { name, content: Buffer.from('x') }]
  const remove =
    (name: string): Edit =>
    (entries) =>
      entries.filter((entry) => entry.name !== name)
  // Name, change, status, rule, jarsigner's exit code.
  const CASES: [string, Edit, string, string, number][] = [
    ['an edited file', replace('a.js', () => 'evil'), 'tampered', 'taco-entry-changed', 1],
    ['an added file', add('b.js'), 'partially-signed', 'taco-unsigned-entry', 16],
    ['a deleted file', remove('a.js'), 'tampered', 'taco-entry-deleted', 0],
    [
      'an edited manifest section',
      replace('META-INF/MANIFEST.MF', (text) =>
        text.replace('Name: a.js', 'X: 1\r\nName: a.js').replace('X: 1\r\nName: a.js', 'Name: a.js\r\nX: 1'),
      ),
      'tampered',
      'taco-manifest-changed',
      1,
    ],
    [
      'an edited manifest main section',
      replace('META-INF/MANIFEST.MF', (text) => text.replace('1.0', '1.0\r\nX: 1')),
      'tampered',
      'taco-manifest-changed',
      1,
    ],
    [
      'an edited signature file',
      replace('META-INF/T.SF', (text) => text.replace('1.0', '1.0\r\nX: 1')),
      'tampered',
      'taco-signature-invalid',
      1,
    ],
    [
      'a cut block',
      replace('META-INF/T.EC', (text) => text.slice(0, -10)),
      'tampered',
      'taco-signature-unreadable',
      16,
    ],
    ['a missing block', remove('META-INF/T.EC'), 'unsigned', 'taco-stray-signature-file', 16],
    ['a stray signature file', add('META-INF/OLD.SF'), 'tampered', 'taco-stray-signature-file', 0],
    ['a stray SIG- file', add('META-INF/SIG-X'), 'tampered', 'taco-stray-signature-file', 0],
    [
      'all signature files removed',
      (entries) => entries.filter(({ name }) => !/T\.(SF|EC)$/.test(name)),
      'unsigned',
      'taco-unsigned',
      16,
    ],
    [
      'everything in META-INF removed',
      (entries) => entries.filter(({ name }) => !name.startsWith('META-INF')),
      'unsigned',
      'taco-unsigned',
      0,
    ],
  ]
  test.each(CASES)('%s', async (_, change, status, rule, exit) => {
    const bytes = scene.edited(change)
    const verdict = await verifyTaco(bytes, { trust: scene.trust })
    expect(verdict).toMatchObject({ ok: false, status, jarsignerExit: exit })
    expect(verdict.problems.map((found) => found.rule)).toContain(rule)
    expect((await verifyIntegrity(bytes)).map((found) => found.rule)).toContain(rule)
    await scene.expectSameAsJarsigner(bytes, exit)
  })

  test('one changed bit is never a crash, and never verified if it changes a file', async () => {
    let refused = 0
    for (let position = 0; position < scene.signed.length; position += 3) {
      const copy = Uint8Array.from(scene.signed)
      copy[position] = (copy[position] ?? 0) ^ 0x10
      const verdict = await verifyTaco(copy, { trust: scene.trust })
      // Dates, versions and filling bits may change without anybody reading anything else.
      if (verdict.ok) expect(contentsOf(copy)).toEqual(SIGNED_FILES)
      else refused++
    }
    expect(refused).toBeGreaterThan(scene.signed.length / 3 / 2)
  })
})

test('a damaged block gives a verdict that is not good, whatever the damage', async () => {
  const block = Buffer.from(readArchive(scene.signed).entry('META-INF/T.EC')!.content())
  let seed = 7
  const random = (limit: number): number => {
    seed = (seed * 48271) % 0x7fffffff
    return seed % limit
  }
  for (let round = 0; round < 400; round++) {
    const copy = Buffer.from(block)
    for (let change = 0; change <= round % 4; change++) copy[random(copy.length)] = random(256)
    const bytes = scene.edited(replace('META-INF/T.EC', () => copy.toString('latin1')))
    const verdict = await verifyTaco(bytes, { trust: scene.trust })
    // Some bytes carry no meaning, but then the files are as they were signed.
    if (verdict.ok) expect(contentsOf(bytes)).toEqual(SIGNED_FILES)
  }
})
