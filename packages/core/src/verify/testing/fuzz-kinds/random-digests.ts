import type { Random } from '@tacosmith/test-kit'
import { sha } from '../signed-texts.ts'

/** Names of digests, and what they are made with. Each is chosen as often as it is there. */
const DIGESTS: readonly (readonly [name: string, algorithm: string])[] = [
  ...Array.from({ length: 8 }, () => ['SHA-256', 'sha256'] as const),
  ['SHA-512', 'sha512'],
  ['SHA1', 'sha1'],
  ['SHA1', 'sha1'],
  ['SHA-1', 'sha1'],
  ['sha-1', 'sha1'],
  ['SHA', 'sha1'],
  ['MD5', 'md5'],
  ['SHA1withX', 'sha1'],
  ['X', 'sha256'],
]

/** How a file is digested: in half of the files as usual. */
export function digestsOf(random: Random): Digests {
  return random.oneIn(2) ? (suffix, text) => digestLines(random, suffix, text) : usualDigests
}

/** Makes the lines of an attribute for a text. */
export type Digests = (suffix: string, text: string) => string[]

function usualDigests(suffix: string, text: string): string[] {
  return [`SHA-256-${suffix}: ${sha(text)}`]
}

/** The sections of a manifest, the main section first. */
export function manifestText(files: Readonly<Record<string, string>>, digests: Digests): string[] {
  const sections = Object.entries(files).map(([name, content]) => [
    `Name: ${name}`,
    ...digests('Digest', content),
  ])
  return [['Manifest-Version: 1.0'], ...sections].map(sectionText)
}

/** A signature file over such a manifest. */
export function signatureFileText(random: Random, manifest: readonly string[], digests: Digests): Buffer {
  const [main = '', ...sections] = manifest
  const whole = random.oneIn(4) ? [] : digests('Digest-Manifest', manifest.join(''))
  const ofMain = random.oneIn(3) ? [] : digests('Digest-Manifest-Main-Attributes', main)
  const all = [
    [`Signature-Version: ${random.oneIn(30) ? '2.0' : '1.0'}`, ...whole, ...ofMain],
    ...sections.map((section) => [section.split('\r\n')[0] ?? '', ...digests('Digest', section)]),
  ]
  return Buffer.from(all.map(sectionText).join(''))
}

function sectionText(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** One digest, or two of different names; rarely wrong, and very rarely no digest at all. */
function digestLines(random: Random, suffix: string, text: string): string[] {
  const chosen = Array.from({ length: random.oneIn(4) ? 2 : 1 }, () => random.pick(DIGESTS))
  const byName = new Map(chosen.map(([name, algorithm]) => [name.toUpperCase(), { name, algorithm }]))
  return [...byName.values()].map(({ name, algorithm }) => {
    const digest = random.oneIn(12) ? sha('another text', algorithm) : sha(text, algorithm)
    return `${name}-${suffix}: ${random.oneIn(60) ? 'A' : digest}`
  })
}
