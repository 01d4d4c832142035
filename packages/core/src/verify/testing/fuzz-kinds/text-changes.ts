import type { Random } from '@tacosmith/test-kit'
import { FILES } from '../workshop.ts'

export const FILE_NAMES: readonly string[] = Object.keys(FILES)

/** Digests what a section is about, by OpenSSL's name of the digest. */
type Digest = (name: string, hash: string, outputLength?: number) => string

interface Scene {
  lines: string[]
  index: number
  line: string
  /** The entry whose section this is. */
  name: string
  end: string
  random: Random
  digest: Digest
}

/** Changes the lines of a manifest or a signature file. */
export function changeText(text: string, random: Random, digest: Digest): { what: string; text: string } {
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\r\n'
  const lines = text.split(end)
  const index = random.below(lines.length)
  const [what, change] = random.pick(random.oneIn(3) ? DIGEST_CHANGES : CHANGES)
  const name = nameAbove(lines, index)
  const changed = change({ lines, index, line: lines[index] ?? '', name, end, random, digest })
  const isWhole = typeof changed === 'string'
  const result = isWhole
    ? changed
    : [...lines.slice(0, index), ...changed, ...lines.slice(index + 1)].join(end)
  return { what: `${what} in line ${index}`, text: result }
}

function nameAbove(lines: readonly string[], index: number): string {
  for (let at = index; at >= 0 && (lines[at] !== '' || at === index); at--) {
    const line = lines[at] ?? ''
    if (/^name: /i.test(line)) return line.slice('name: '.length)
  }
  return ''
}

type Change = (scene: Scene) => string[] | string

/** OpenSSL's names, and all spellings that some program may know. */
const DIGEST_NAMES: readonly [name: string, hash: string, outputLength?: number][] = [
  ...['SHA', 'SHA1', 'SHA-1', 'sha-1', 'Sha'].map((name): [string, string] => [name, 'sha1']),
  ...['MD5', 'md5'].map((name): [string, string] => [name, 'md5']),
  ['MD2', 'md5'],
  ...['224', '256', '384', '512'].flatMap((bits): [string, string][] => [
    [`SHA-${bits}`, `sha${bits}`],
    [`SHA${bits}`, `sha${bits}`],
    [`sha${bits}`, `sha${bits}`],
    [`SHA3-${bits}`, `sha3-${bits}`],
    [`sha3-${bits}`, `sha3-${bits}`],
    [`SHA_${bits}`, `sha${bits}`],
    [`SHA3_${bits}`, `sha3-${bits}`],
  ]),
  ...['SHA-512-256', 'SHA512-256', 'SHA-512_256'].map((name): [string, string] => [name, 'sha512-256']),
  ...[
    ['SHAKE128', 'shake128', 32],
    ['SHAKE128-256', 'shake128', 32],
    ['SHAKE256', 'shake256', 64],
    ['shake256-512', 'shake256', 64],
  ].map((one) => one as [string, string, number]),
  ...[
    '',
    'X',
    'X-SHA-256',
    'SHA-256-',
    'RIPEMD160',
    'SM3',
    'SHA1withRSA',
    'MD5andX',
    'XinSHA1',
    'SHA-1withX',
  ].map((name): [string, string] => [name, 'sha256']),
]

const SUFFIXES = [
  '-Digest',
  '-digest',
  '-DIGEST',
  '-Digest-Manifest',
  '-Digest-Manifest-Main-Attributes',
  '-Digest-x',
]

/** A digest that is right or wrong, under some name, in Base64 of some kind. */
function digestLine({ name, line, random, digest }: Scene): string {
  const [algorithm, hash, outputLength] = random.pick(DIGEST_NAMES)
  const sameSuffix = /-Digest[A-Za-z-]*(?=:)/i.exec(line)?.[0]
  const suffix = sameSuffix !== undefined && !random.oneIn(3) ? sameSuffix : random.pick(SUFFIXES)
  const right = digest(name, hash, outputLength)
  const value = random.oneIn(3) ? random.pick(BASE64_CHANGES)(right, random) : right
  return `${algorithm}${suffix}: ${value}`
}

const BASE64_CHANGES: readonly ((value: string, random: Random) => string)[] = [
  (value) => value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
  (value) => value.replaceAll('=', ''),
  (value) => `${value}=`,
  (value) => `${value}A`,
  (value) => `${value}AAAA`,
  (value) => value.slice(0, -1),
  (value) => value.slice(0, 5),
  (value, random) => value.slice(0, random.below(5)),
  (value) => ` ${value}`,
  (value) => `${value} `,
  (value) => value.replace(/^(.{6})/, '$1 - '),
  (value) => value.replace(/^(.{6})/, '$1='),
  (value) => value.replace(/^(.{7})/, '$1=='),
  (value) => value.replaceAll('+', '-').replaceAll('/', '_'),
  (value) => `=${value}`,
  () => '====',
  () => '',
  (value) => value.toLowerCase(),
  (value) => `${value}\u00e9`,
  (value) => value.replace(/=$/, '=\u0000='),
]

const DIGEST_CHANGES: readonly [string, Change][] = [
  ['another digest instead', (scene) => [digestLine(scene)]],
  ['another digest before', (scene) => [digestLine(scene), scene.line]],
  ['another digest after', (scene) => (scene.line === '' ? [scene.line] : [scene.line, digestLine(scene)])],
  ['two digests after', (scene) => [scene.line, digestLine(scene), digestLine(scene)]],
  [
    'other Base64',
    ({ line, random }) => [line.replace(/(?<=: ).*$/, (value) => random.pick(BASE64_CHANGES)(value, random))],
  ],
]

const CHANGES: readonly [string, Change][] = [
  ['nothing', ({ line }) => [line]],
  ['line dropped', () => []],
  ['line doubled', ({ line }) => [line, line]],
  ['upper case', ({ line }) => [line.toUpperCase()]],
  ['name in upper case', ({ line }) => [line.replace(/^[^:]*/, (name) => name.toUpperCase())]],
  ['name in lower case', ({ line }) => [line.replace(/^[^:]*/, (name) => name.toLowerCase())]],
  ['folded', ({ line, random }) => fold(line, random)],
  [
    'folded twice',
    ({ line, random }) =>
      fold(line, random).flatMap((part, index) => (index === 0 ? [part] : fold(part, random))),
  ],
  ['a continuation', ({ line, random }) => [line, random.pick([' ', '  ', ' x', ' Name: y'])]],
  ['a continuation before', ({ line }) => [' x', line]],
  ['a blank at the end', ({ line }) => [`${line} `]],
  ['a blank at the start', ({ line }) => [` ${line}`]],
  ['an empty line after', ({ line }) => [line, '']],
  ['two empty lines after', ({ line }) => [line, '', '']],
  ['an empty line before', ({ line }) => ['', line]],
  ['a line of blanks', ({ line }) => [line, ' ']],
  ['a note', ({ line, random }) => [line, random.pick(NOTES)]],
  ['no blank after the colon', ({ line }) => [line.replace(': ', ':')]],
  ['two blanks after the colon', ({ line }) => [line.replace(': ', ':  ')]],
  ['no colon', ({ line }) => [line.replace(':', '')]],
  ['a long line', ({ line, random }) => [line, longLine(random)]],
  [
    'a long value',
    ({ line, random }) => [
      line,
      `Y: ${'y'.repeat(300)}`,
      ` ${'y'.repeat(random.pick([100, 508, 509, 510, 511, 512]))}`,
    ],
  ],
  ['a NUL', ({ line, random }) => [insert(line, '\u0000', random)]],
  [
    'no UTF-8',
    ({ line, random }) => [
      insert(line, random.pick(['\u00ff', '\u00c3', '\u00c0\u0080', '\u00ed\u00a0\u0080']), random),
    ],
  ],
  ['UTF-8', ({ line, random }) => [insert(line, '\u00c3\u00a4', random)]],
  ['a byte order mark', ({ line }) => [`\u00ef\u00bb\u00bf${line}`]],
  [
    'another version',
    ({ line, random }) => [line.replace('1.0', random.pick(['2.0', '1.00', '', '1', ' 1.0']))],
  ],
  ['another name', ({ line, random }) => [line.replace(/(?<=^name: ).*/i, () => random.pick(NAMES))]],
  ['a section', ({ line, random, digest }) => section(line, random, digest)],
  [
    'sections reversed',
    ({ lines, end }) =>
      lines
        .join(end)
        .split(end + end)
        .toReversed()
        .join(end + end),
  ],
  ['the end dropped', ({ lines, end }) => lines.join(end).slice(0, -end.length)],
  ['both ends dropped', ({ lines, end }) => lines.join(end).slice(0, -2 * end.length)],
  ['an end more', ({ lines, end }) => lines.join(end) + end],
  [
    'other ends',
    ({ lines, random }) => lines.map((line) => line + random.pick(['\r\n', '\n', '\r'])).join(''),
  ],
  [
    'another end',
    ({ lines, end, index, random }) =>
      lines
        .map((line, at) => line + (at === index ? random.pick(['\r\n', '\n', '\r', '\n\r', '\r\r\n']) : end))
        .join(''),
  ],
  ['cut', ({ lines, end, random }) => lines.join(end).slice(0, random.below(lines.join(end).length))],
  ['empty', () => ''],
]

const NOTES = [
  'X-Note: added',
  'Magic: x',
  'Multi-Release: true',
  'Manifest-Version: 1.0',
  'Signature-Version: 1.0',
  'Name: a.js',
  'name: manifest.xml',
  'X: ',
  'X:',
  ': x',
  'X',
  '-Digest: AAAA',
  `${'n'.repeat(70)}: x`,
  `${'n'.repeat(71)}: x`,
  'a.b: x',
  'a_b-C9: x',
  'Sealed: true',
  'Class-Path: x.jar',
]

const NAMES = [
  ...[
    'a.js',
    './a.js',
    '/a.js',
    '././a.js',
    '/./a.js',
    './/a.js',
    'A.js',
    'b.js',
    '',
    'manifest.xml',
    'x/',
    'a.js/',
    '../a.js',
  ],
  ...[
    'META-INF/T.SF',
    'META-INF/T.EC',
    'META-INF/MANIFEST.MF',
    'meta-inf/t.sf',
    'META-INF/',
    'Manifest-Main-Attributes',
    ' a.js',
    'a.js ',
  ],
]

function fold(line: string, random: Random): string[] {
  const at = random.below(line.length + 1)
  return [line.slice(0, at), ` ${line.slice(at)}`]
}

function longLine(random: Random): string {
  return `X: ${'x'.repeat(random.pick([505, 506, 507, 508, 509, 510, 600, 1021, 1022, 8189, 9000]))}`
}

function insert(line: string, text: string, random: Random): string {
  const at = random.below(line.length + 1)
  return line.slice(0, at) + text + line.slice(at)
}

function section(line: string, random: Random, digest: Digest): string[] {
  const name = random.pick(NAMES)
  return [line, '', `Name: ${name}`, `SHA-256-Digest: ${digest(name.replace(/^\.?\//, ''), 'sha256')}`, '']
}
