import { deflateRawSync } from 'node:zlib'
import type { Random } from '@tacosmith/test-kit'
import { entriesOf, signedTexts } from '../signed-texts.ts'
import { FILES, type Workshop } from '../workshop.ts'
import { type ZipEntry, type ZipOptions, zipFile } from '../zip-file.ts'
import {
  DIRECTORY_FIELDS,
  damagedData,
  END_FIELDS,
  extraField,
  fieldOf,
  LOCAL_FIELDS,
  largeField,
  patched,
  patchedInBoth,
} from './archive-fields.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** Changes the archive around files that are signed as they are. */
export const kind: FuzzKind = {
  name: 'archive',
  mutant(random, shop) {
    const done: string[] = []
    let entries = signedFiles(random, shop, done)
    const options: ZipOptions = {}
    for (let left = 1 + random.below(2); left > 0; left--) {
      const [what, change] = random.pick(CHANGES)
      done.push(what)
      entries = change({ entries, random, options, target: random.pick(entries) })
    }
    return { what: done.join(', '), bytes: zipFile(entries, options) }
  },
}

/** Names that a signature covers, most of them unusual. */
const NAMES = [
  ...[
    'b.js',
    'x/',
    'x/b.js',
    '../b.js',
    '/b.js',
    './b.js',
    'x//b.js',
    'x\\b.js',
    'C:b.js',
    'A.JS',
    'a.js ',
    ' b.js',
    'b\u0000.js',
  ],
  ...[
    '\u00e9.js',
    'e\u0301.js',
    '\u00df.js',
    'b'.repeat(300),
    'con',
    'b.js/',
    'META-INF/b.txt',
    'META-INF/x/b.txt',
    'meta-inf/b.txt',
  ],
  ...[
    'META-INF/INDEX.LIST',
    'META-INF/services/x',
    'META-INF/versions/9/a.js',
    'META-INF/versions/11/manifest.xml',
    'META-INF/versions/x/a.js',
  ],
  ...[
    'META-INF/SIG-b',
    'META-INF/SIG-b.txt',
    'META-INF/SIG-b.text',
    'META-INF/b.sf',
    'META-INF/b.rsa',
    'META-INF/.SF',
    'META-INF/.EC',
    'META-INF/b.SF.txt',
    'META-INF/folder/b.SF',
    'META-INF/folder/b.EC',
  ],
  ...[
    'META-INF/MAN\u0131FEST.MF',
    'META-\u0130NF/MANIFEST.MF',
    'META-INF/b.\u017fF',
    'META-INF/s\u0131g-b',
    'META-INF/\u00e4.SF',
    'META-INF/\u2c2f.SF',
  ],
  ...['META-INF/', 'META-INF', 'META-INF/x.DSA/', 'MANIFEST.MF', '\ud83d\ude00.js'],
]

/** A file signed as it is, with further entries. */
function signedFiles(random: Random, shop: Workshop, done: string[]): ZipEntry[] {
  const files: Record<string, string> = { ...FILES }
  for (let left = random.below(3); left > 0; left--) {
    const name = random.pick(NAMES)
    files[name] = random.pick(['', 'x', 'x'.repeat(5000)])
    done.push(`with ${name.slice(0, 30)}`)
  }
  const texts = signedTexts(files)
  if (random.oneIn(6)) texts.main.push('Multi-Release: true')
  // Not all are in the manifest.
  if (random.oneIn(4)) texts.sections = texts.sections.filter(() => !random.oneIn(4))
  return entriesOf(shop, texts, { files })
}

interface Scene {
  entries: ZipEntry[]
  target: ZipEntry
  options: ZipOptions
  random: Random
}

type Change = (scene: Scene) => ZipEntry[]

const inTarget =
  (change: (target: ZipEntry, random: Random) => Partial<ZipEntry>): Change =>
  ({ entries, target, random }) =>
    entries.map((entry) => (entry === target ? { ...entry, ...change(entry, random) } : entry))

const around =
  (change: (random: Random) => ZipOptions): Change =>
  ({ entries, options, random }) => {
    Object.assign(options, change(random))
    return entries
  }

const JUNK = [
  'J',
  'JUNK',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  'PK\u0001\u0002',
  'PK\u0007\b',
  '\u0000'.repeat(30),
]
const junk = (random: Random): Buffer => Buffer.from(random.pick(JUNK), 'latin1')
const COMMENTS = ['a comment', 'c'.repeat(65_000), Buffer.from([0xff]), Buffer.from('Größe', 'latin1')]
const CHANGES: readonly [string, Change][] = [
  ['nothing', ({ entries }) => entries],
  ['shuffled', ({ entries, random }) => random.shuffled(entries)],
  ['one first', ({ entries, target }) => [target, ...entries.filter((entry) => entry !== target)]],
  ['one last', ({ entries, target }) => [...entries.filter((entry) => entry !== target), target]],
  ['all stored', ({ entries }) => entries.map((entry) => ({ ...entry, stored: true }))],
  ['stored', inTarget(() => ({ stored: true }))],
  ['a data descriptor', inTarget(() => ({ descriptor: true }))],
  ['all with data descriptors', ({ entries }) => entries.map((entry) => ({ ...entry, descriptor: true }))],
  ['stored with a data descriptor', inTarget(() => ({ stored: true, descriptor: true }))],
  ['an extra field', inTarget((_, random) => ({ extra: extraField(random) }))],
  ['an extra field in the local header', inTarget((_, random) => ({ localExtra: extraField(random) }))],
  [
    'an extra field in both',
    inTarget((_, random) => ((extra) => ({ extra, localExtra: extra }))(extraField(random))),
  ],
  ['a comment on an entry', inTarget((_, random) => ({ comment: random.pick(COMMENTS) }))],
  ['a large extra field', inTarget((_, random) => ({ extra: largeField(random) }))],
  ['a large extra field in the local header', inTarget((_, random) => ({ localExtra: largeField(random) }))],
  ['a data descriptor without signature', inTarget(() => ({ descriptor: 'unsigned' }))],
  [
    'another local name',
    inTarget((target, random) => ({
      localName: random.pick([`${target.name}x`, 'b.js', '', target.name.toUpperCase()]),
    })),
  ],
  ['another checksum', inTarget((_, random) => ({ crc32: random.below(1000) }))],
  ['a number in the local header', inTarget((_, random) => patched('local', LOCAL_FIELDS, random))],
  ['a number in the directory', inTarget((_, random) => patched('directory', DIRECTORY_FIELDS, random))],
  ['the same number in both', inTarget((_, random) => patchedInBoth(random))],
  ['a number in the end record', around((random) => ({ patches: [fieldOf(END_FIELDS, random)] }))],
  ['only a local header', inTarget(() => ({ only: 'local' }))],
  ['only in the directory', inTarget(() => ({ only: 'directory' }))],
  ['junk before an entry', inTarget((_, random) => ({ before: junk(random) }))],
  ['junk before', around((random) => ({ prefix: junk(random) }))],
  ['junk before the directory', around((random) => ({ beforeDirectory: junk(random) }))],
  ['junk after', around((random) => ({ suffix: junk(random) }))],
  ['a comment', around((random) => ({ comment: random.pick(['c', 'PK\u0005\u0006', 'c'.repeat(500)]) }))],
  ['dropped', ({ entries, target }) => entries.filter((entry) => entry !== target)],
  ['doubled', ({ entries, target }) => [...entries, target]],
  [
    'doubled with other content',
    ({ entries, target, random }) =>
      random.oneIn(2) ? [...entries, evil(target)] : [evil(target), ...entries],
  ],
  [
    'another content',
    ({ entries, target }) => entries.map((entry) => (entry === target ? evil(entry) : entry)),
  ],
  ['no content', inTarget(() => ({ content: '' }))],
  [
    'a further entry',
    ({ entries, random }) => [...entries, { name: random.pick(NAMES), content: random.pick(['', 'x']) }],
  ],
  [
    'another name',
    inTarget((target, random) => ({
      name: random.pick([
        target.name.toLowerCase(),
        target.name.toUpperCase(),
        target.name.replace('I', '\u0131'),
        target.name.replace('T.', random.pick(['\u00e4.', '\u00c4.', '\u2c2f.', 'folder/T.'])),
        random.pick(NAMES),
      ]),
    })),
  ],
  [
    'a directory',
    ({ entries, random }) =>
      random.shuffled([
        ...entries,
        { name: random.pick(['META-INF/', 'x/', 'a.js/']), content: '', stored: random.oneIn(2) },
      ]),
  ],
  ['a directory first', ({ entries }) => [{ name: 'META-INF/', content: '' }, ...entries]],
  [
    'bytes after the packed data',
    inTarget((target) => ({
      packed: Buffer.concat([deflateRawSync(Buffer.from(target.content)), Buffer.from('xx')]),
    })),
  ],
  [
    'packed data cut',
    inTarget((target) => ({ packed: deflateRawSync(Buffer.from(target.content)).subarray(0, -1) })),
  ],
  [
    'packed in another way',
    inTarget((target, random) => ({
      packed: deflateRawSync(Buffer.from(target.content), {
        level: random.below(10),
        strategy: random.below(5),
      }),
    })),
  ],
  ['packed data damaged', inTarget((target, random) => ({ packed: damagedData(target, random) }))],
]

function evil(entry: ZipEntry): ZipEntry {
  return { ...entry, content: 'evil' }
}
