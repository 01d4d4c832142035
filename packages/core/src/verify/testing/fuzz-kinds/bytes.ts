import type { Random } from '@tacosmith/test-kit'
import { type Asn1Node, childrenOf, parseAsn1, rawBytes } from '../../../format/der/der-reader.ts'
import { element } from '../../../format/der/der-writer.ts'
import type { Workshop } from '../workshop.ts'
import { type ZipEntry, zipFile } from '../zip-file.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** Changes a signed file somewhere, without signing it again: what a broken or hostile copy looks like. */
export const kind: FuzzKind = {
  name: 'bytes',
  async mutant(random, shop) {
    const [what, change] = random.pick(MUTATIONS)
    return { what, bytes: change(random.pick(await originalsOf(shop)), random) }
  },
}

const originals = new WeakMap<Workshop, Promise<ZipEntry[][]>>()

function originalsOf(shop: Workshop): Promise<ZipEntry[][]> {
  const made = originals.get(shop) ?? signedFiles(shop)
  originals.set(shop, made)
  return made
}

/** Plain, timestamped, RSA, RSA-PSS, Ed25519, and signed twice. */
async function signedFiles(shop: Workshop): Promise<ZipEntry[][]> {
  const rsa = await shop.authority.issue({ key: 'rsa-2048' })
  const pss = await shop.authority.issue({ key: 'rsa-pss' })
  const edwards = await shop.authority.issue({ key: 'ed25519' })
  const second = shop.entries({ signer: rsa }, {}, 'SECOND').slice(1, 3)
  const root = shop.authority.root.certificate
  return [
    shop.entries(),
    shop.entries({ token: shop.token() }),
    shop.entries({ signer: rsa, token: shop.token() }),
    shop.entries({ signer: pss }),
    shop.entries({ signer: edwards, digest: 'sha512' }),
    [...shop.entries(), ...second],
    shop.entries({ certificates: [shop.signer.certificate, ...shop.chain, root] }),
  ]
}

type Mutation = (entries: readonly ZipEntry[], random: Random) => Uint8Array

const MUTATIONS: readonly [string, Mutation][] = [
  ['bytes of the archive', (entries, random) => changeBytes(zipFile(entries), random, 1 + random.below(4))],
  ['one bit of the archive', (entries, random) => changeBit(zipFile(entries), random)],
  ['a range of the archive', (entries, random) => changeRange(zipFile(entries), random)],
  ['bytes of the block', inBlock((bytes, random) => changeBytes(bytes, random, 1 + random.below(3)))],
  ['one bit of the block', inBlock(changeBit)],
  ['a range of the block', inBlock(changeRange)],
  ['an element of the block', inBlock(changeElement)],
  [
    'two elements of the block',
    inBlock((bytes, random) => changeElement(changeElement(bytes, random), random)),
  ],
  ['lines of the manifest', inText('META-INF/MANIFEST.MF')],
  ['lines of the signature file', inText('META-INF/T.SF')],
  ['bytes of any entry', inAnyEntry((bytes, random) => changeBytes(bytes, random, 1))],
  ['the order of the entries', (entries, random) => zipFile(shuffled(entries, random))],
  ['the list of entries', changeList],
  ['a header', changeHeader],
]

function changeBytes(bytes: Uint8Array, random: Random, count: number): Uint8Array {
  const copy = Buffer.from(bytes)
  for (let left = count; left > 0 && copy.length > 0; left--)
    copy[random.below(copy.length)] = random.below(256)
  return copy
}

function changeBit(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Buffer.from(bytes)
  const position = random.below(Math.max(copy.length, 1))
  copy[position] = (copy[position] ?? 0) ^ (1 << random.below(8))
  return copy
}

function changeRange(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Buffer.from(bytes)
  const start = random.below(copy.length + 1)
  const end = Math.min(copy.length, start + random.below(40))
  const range = copy.subarray(start, end)
  const middle = random.pick([
    Buffer.alloc(0),
    Buffer.concat([range, range]),
    Buffer.alloc(range.length),
    Buffer.concat([range, Buffer.from('PK\u0003\u0004')]),
  ])
  return Buffer.concat([copy.subarray(0, start), middle, copy.subarray(end)])
}

function inBlock(change: (bytes: Uint8Array, random: Random) => Uint8Array): Mutation {
  return (entries, random) => {
    const blocks = entries.filter(({ name }) => /\.(EC|RSA)$/.test(name))
    const target = random.pick(blocks)
    return zipFile(withContent(entries, target, change(Buffer.from(target.content), random)))
  }
}

function inAnyEntry(change: (bytes: Uint8Array, random: Random) => Uint8Array): Mutation {
  return (entries, random) => {
    const target = random.pick(entries)
    return zipFile(withContent(entries, target, change(Buffer.from(target.content), random)))
  }
}

function withContent(entries: readonly ZipEntry[], target: ZipEntry, content: Uint8Array): ZipEntry[] {
  return entries.map((entry) => (entry === target ? { ...entry, content } : entry))
}

/** Takes an element anywhere in the tree out, doubles it, gives it another tag or other contents; lengths stay right. */
function changeElement(bytes: Uint8Array, random: Random): Uint8Array {
  let root: Asn1Node
  try {
    root = parseAsn1(bytes)
  } catch {
    return bytes
  }
  const nodes: Asn1Node[] = []
  const collect = (node: Asn1Node): void => {
    nodes.push(node)
    node.children.forEach(collect)
  }
  collect(root)
  const target = random.pick(nodes)
  const tag = target.raw[0] ?? 0
  const content = Buffer.from(target.content)
  const other = random.pick(nodes)
  const replacement = random.pick<() => Uint8Array>([
    () => Buffer.alloc(0),
    () => Buffer.concat([target.raw, target.raw]),
    () => element(random.below(256), content),
    () => element(tag ^ 0x20, content),
    () => element(tag, content.subarray(0, Math.max(0, content.length - 1 - random.below(4)))),
    () => element(tag, content, Buffer.from([random.below(256)])),
    () => element(tag, changeBit(content, random)),
    () => rawBytes(other),
    () => longForm(tag, content),
    () => Buffer.concat([Buffer.from([tag, 0x80]), content, Buffer.from([0, 0])]),
    () => element(tag, ...childrenOf(target).toReversed().map(rawBytes)),
  ])()
  const rebuild = (node: Asn1Node): Uint8Array => {
    if (node === target) return replacement
    if (!node.constructed || !nodes.includes(node)) return node.raw
    return element(node.raw[0] ?? 0, ...node.children.map(rebuild))
  }
  return rebuild(root)
}

/** A length that takes more bytes than it needs. */
function longForm(tag: number, content: Uint8Array): Uint8Array {
  const length = Buffer.from([0x84, 0, 0, 0, 0])
  length.writeUInt32BE(content.length, 1)
  return Buffer.concat([Buffer.from([tag]), length, content])
}

function inText(name: string): Mutation {
  return (entries, random) => {
    const target = entries.find((entry) => entry.name === name) ?? (entries[0] as ZipEntry)
    const lines = Buffer.from(target.content).toString('latin1').split('\r\n')
    const index = random.below(lines.length)
    const line = lines[index] ?? ''
    const changed = random.pick<() => string[]>([
      () => [],
      () => [line, line],
      () => [line.toUpperCase()],
      () => [line.toLowerCase()],
      () => [`${line.slice(0, 5)}`, ` ${line.slice(5)}`],
      () => [`${line} `],
      () => [line, ''],
      () => [line, 'X-Note: added'],
      () => [line, 'Name: a.js', 'SHA-256-Digest: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
      () => [line.replace(': ', ':')],
      () => [line.replaceAll('=', '')],
      () => [line.replace('SHA-256', random.pick(['SHA-512', 'SHA1', 'SHA256', 'sha-256', 'MD5', 'X']))],
      () => [line.replace('1.0', '2.0')],
    ])()
    const others = [...lines.slice(0, index), ...changed, ...lines.slice(index + 1)]
    const end = random.pick(['\r\n', '\r\n', '\r\n', '\n', '\r'])
    return zipFile(withContent(entries, target, Buffer.from(others.join(end), 'latin1')))
  }
}

function shuffled(entries: readonly ZipEntry[], random: Random): ZipEntry[] {
  return entries
    .map((entry) => ({ entry, place: random.below(1000) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ entry }) => entry)
}

function changeList(entries: readonly ZipEntry[], random: Random): Uint8Array {
  const target = random.pick(entries)
  const without = entries.filter((entry) => entry !== target)
  const renamed = random.pick([
    `${target.name}x`,
    target.name.toLowerCase(),
    target.name.toUpperCase(),
    `META-INF/${target.name}`,
    `${target.name}/`,
    target.name.replace('META-INF/', 'META-INF/x/'),
    target.name.replace(/\.(EC|RSA)$/, '.DSA'),
    `./${target.name}`,
    `${target.name}\u0000`,
  ])
  return zipFile(
    random.pick([
      without,
      [...entries, target],
      [target, ...entries],
      [...without, { ...target, name: renamed }],
      [...entries, { ...target, name: renamed }],
      [...entries, { ...target, content: 'evil' }],
      [{ ...target, content: 'evil' }, ...entries],
    ]),
  )
}

function changeHeader(entries: readonly ZipEntry[], random: Random): Uint8Array {
  const target = random.pick(entries)
  const junk = Buffer.from(random.pick(['JUNK', 'PK\u0005\u0006', 'PK\u0001\u0002', '\u0000']))
  const change = random.pick<Partial<ZipEntry>>([
    { stored: true },
    { descriptor: true },
    { crc32: random.below(1000) },
    { localName: `${target.name}x` },
    { extra: Buffer.from([random.below(256), random.below(256), 0, 0]) },
    { extra: junk },
    { only: 'local' },
    { only: 'directory' },
    { before: junk },
  ])
  const around = random.pick([
    {},
    {},
    {},
    { prefix: junk },
    { suffix: junk },
    { beforeDirectory: junk },
    { comment: 'c' },
  ])
  return zipFile(
    entries.map((entry) => (entry === target ? { ...entry, ...change } : entry)),
    around,
  )
}
