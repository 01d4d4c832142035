import { processorTime } from '@tacosmith/test-kit'
import { beforeEach, expect, test } from 'vitest'
import { context, element, integer, objectIdentifier, sequence } from '../format/der/der-writer.ts'
import { LazyElement } from '../format/der/lazy-element.ts'
import { type Verdict, verifyTaco } from './index.ts'
import { nameOf } from './testing/generator/certificate-maker.ts'
import { alternative, host, names } from './testing/generator/chain-extensions.ts'
import { ringKey } from './testing/generator/key-ring.ts'
import { authority, type Cooked, signedBy, signer, stamper, trustedRoot } from './testing/generator/recipe.ts'
import { usualChoice } from './testing/generator/signature-choice.ts'
import { tokenOf } from './testing/generator/token-recipe.ts'
import { entriesOf, signedTexts } from './testing/signed-texts.ts'
import { Workshop } from './testing/workshop.ts'
import { type ZipEntry, zipFile } from './testing/zip-file.ts'

const MAXIMUM_TIME = 5000

let shop: Workshop
beforeEach(async () => {
  shop = await Workshop.open()
})

/** Judges a file, which must not take long. */
async function judged(bytes: Uint8Array): Promise<Verdict> {
  let verdict: Verdict | undefined
  const time = await processorTime(async () => {
    verdict = await verifyTaco(bytes, { trust: shop.trusted })
  })
  expect(time).toBeLessThan(MAXIMUM_TIME)
  return verdict as Verdict
}

async function status(bytes: Uint8Array): Promise<string> {
  return (await judged(bytes)).status
}

test('a block of a million elements, and eight of them', async () => {
  const elements = element(0x31, Buffer.alloc(1_900_000, Buffer.from([5, 0])))
  const stray = sequence(objectIdentifier('1.2.840.113549.1.7.2'), context(0, sequence(integer(1), elements)))
  const beside = (count: number): Uint8Array =>
    shop.edited((all) => [
      ...all,
      ...Array.from({ length: count }, (_, index) => ({ name: `META-INF/X${index}.EC`, content: stray })),
    ])
  expect(await status(beside(1))).toBe('tampered')
  expect(await status(beside(8))).toBe('malformed')
})

test('fifteen signature files of 200,000 sections', async () => {
  const [, signatureFile, block] = shop.entries()
  const lines = Array.from({ length: 200_000 }, (_, index) => `Name: ${index}\r\nX: 1\r\n\r\n`).join('')
  const copies = Array.from({ length: 15 }, (_, index) => [
    { name: `META-INF/T${index}.SF`, content: `${signatureFile?.content}${lines}` },
    { ...(block as ZipEntry), name: `META-INF/T${index}.EC` },
  ])
  expect(await status(shop.edited((all) => [...all, ...copies.flat()]))).toBe('malformed')
})

test('many digests of a section of 7 MB in sixteen signature files', async () => {
  const texts = signedTexts()
  texts.sections[1]?.push(...Array.from({ length: 15_000 }, (_, index) => `X${index}: ${'x'.repeat(450)}`))
  const names = [224, 256, 384, 512].flatMap((bits) => [`SHA${bits}`, `SHA-${bits}`, `SHA3-${bits}`])
  // The section has one by SHA-256 already.
  const digests = names
    .filter((name) => name !== 'SHA-256')
    .map((name) => `${name}-Digest: AAAA\r\n`)
    .join('')
  // Only without a good digest of the whole manifest do those of its sections count.
  const options = {
    signatureFile: (text: string) =>
      text.replace(/SHA-256-Digest-Manifest: .*\r\n/, '').replace('Name: a.js\r\n', `$&${digests}`),
  }
  const [manifest, signatureFile, block, ...files] = entriesOf(shop, texts, options)
  const pairs = Array.from({ length: 16 }, (_, index) => [
    { ...(signatureFile as ZipEntry), name: `META-INF/T${index}.SF` },
    { ...(block as ZipEntry), name: `META-INF/T${index}.EC` },
  ])
  expect(await status(zipFile([manifest as ZipEntry, ...pairs.flat(), ...files]))).toBe('tampered')
})

test('thousands of names against thousands of name constraints', async () => {
  const root = trustedRoot(shop)
  const hosts = Array.from({ length: 20_000 }, (_, index) => host(`h${index}.example`))
  const above = authority({ issuer: root, extensions: [names([], hosts)] })
  const { problems } = await judged(
    signedBy(shop, [signer(above, { extensions: [alternative(...hosts)] }), above]),
  )
  expect(problems[0]?.message).toContain('more than 500 name constraints')
})

test('hundreds of names against hundreds of name constraints', async () => {
  const root = trustedRoot(shop)
  const hosts = Array.from({ length: 400 }, (_, index) => host(`h${index}.example`))
  const others = Array.from({ length: 300 }, (_, index) => host(`o${index}.example`))
  const above = authority({ issuer: root, extensions: [names([], hosts)] })
  const file = (count: number): Uint8Array =>
    signedBy(shop, [signer(above, { extensions: [alternative(...others.slice(0, count))] }), above])
  expect(await status(file(200))).toBe('verified')
  const { problems } = await judged(file(300))
  expect(problems[0]?.message).toContain('more names than can be compared with 400 name constraints')
})

test('thousands of mappings of policies', async () => {
  const root = trustedRoot(shop)
  const policy = (number: number): Uint8Array => objectIdentifier(`1.2.3.${number}`)
  const value = sequence(...Array.from({ length: 15_000 }, () => sequence(policy(1), policy(2))))
  const above = authority({ issuer: root, extensions: [{ oid: '2.5.29.33', value }] })
  const { problems } = await judged(signedBy(shop, [signer(above), above]))
  expect(problems[0]?.message).toContain('more than 100 policies')
})

test('a name with a long row of marks, in a certificate and as the issuer of the signer', async () => {
  const marks = nameOf(`CN=a${'\u0301\u0316'.repeat(60_000)}`)
  const root = trustedRoot(shop)
  expect(await status(signedBy(shop, [signer(root), authority({ parts: { subject: marks } })]))).toBe(
    'tampered',
  )
  expect(await status(shop.file({ identifier: sequence(marks, integer(1)) }))).toBe('tampered')
})

test('many names that JDKs compare differently', async () => {
  const crowd = Array.from({ length: 147 }, (_, index) =>
    authority({ parts: { subject: nameOf(`CN=a${'é'.repeat(240)}Σ${'ſ'.repeat(240)}${index}`) } }),
  )
  expect(await status(signedBy(shop, [signer(trustedRoot(shop)), ...crowd]))).toBe('tampered')
})

const slow = ringKey('p-521')

/** The same certificate, signed by nobody in many ways. */
function falselySigned(certificate: Cooked, count: number): Cooked[] {
  const [signed] = LazyElement.read(certificate.certificate).parts()
  const { identifier } = usualChoice(slow.privateKey)
  return Array.from({ length: count }, (_, index) => {
    const signature = sequence(integer(index + 1), integer(1))
    const bits = element(0x03, Buffer.from([0]), signature)
    return { ...certificate, certificate: sequence(signed?.raw ?? Buffer.alloc(0), identifier, bits) }
  })
}

test('thousands of certificates that no chain needs, below five slow namesakes', async () => {
  const parts = { subject: nameOf('CN=Slow') }
  const issuers = Array.from({ length: 5 }, () => authority({ key: slow, parts }))
  const strangers = falselySigned(signer(issuers[0] as Cooked), 1500)
  expect(await status(signedBy(shop, [signer(trustedRoot(shop)), ...issuers, ...strangers]))).toBe('verified')
})

test('a timestamp with thousands of certificates of one name', async () => {
  const root = trustedRoot(shop)
  const above = authority({ issuer: root })
  const stamp = stamper(above)
  const namesakes = falselySigned(authority({ key: slow, parts: { subject: above.parts.subject } }), 3500)
  const token = tokenOf({ authority: stamp, certificates: [stamp, ...namesakes] })
  expect(await status(signedBy(shop, [signer(root)], token))).toBe('untrusted')
})
