import { repeated } from './random.mjs'

/** Entries that take much time or memory to read, beside those of a connector. */
export function hostileArchive(random, connector, size, zipFile) {
  const entries = Object.entries(connector).map(([name, content]) => ({ name, content }))
  const hostility = random.pick(hostilities)
  const { more = [], options = {} } = hostility(random, size, entries)
  return { what: hostility.name, bytes: zipFile([...entries, ...more], options) }
}

const hostilities = [
  manyEntries,
  manyEntries,
  bombs,
  bombs,
  largeManifest,
  largeManifest,
  largeSignature,
  longNames,
  sameNames,
  manyReferences,
  manyReferences,
  claims,
]

function manyEntries(random, size, entries) {
  const name = random.pick([
    (n) => `f${n}.xml`,
    (n) => `${'d/'.repeat(n % 500)}f${n}`,
    (n) => `resources-${n}.xml`,
    (n) => `MANIFEST${n}.XML`,
    (n) => `META-INF/S${n}.SF`,
    (n) => `META-INF/S${n}.RSA`,
  ])
  const isLenient = random.oneIn(2)
  if (isLenient) entries.reverse()
  // Each name is there twice.
  const count = Math.min(size / (2 * name(250).length + 100), random.pick([100, 1000, 10_000, 60_000]))
  const more = Array.from({ length: count }, (_, n) => ({ name: name(n), content: '', stored: true }))
  return { more, options: isLenient ? { comment: 'x' } : {} }
}

function bombs(random, size) {
  const bytes = random.pick([250_000, 3_000_000, 30_000_000])
  const content = random.pick([Buffer.alloc(bytes), Buffer.from('<a/>'.repeat(bytes / 4))])
  const count = Math.min(size / (bytes / 1000), 100_000_000 / bytes)
  const more = Array.from({ length: count }, (_, n) => ({ name: `bomb${n}.bin`, content }))
  return { more, options: random.oneIn(2) ? { comment: 'x' } : {} }
}

function largeManifest(random, size, entries) {
  const line = random.pick([
    (n) => `Name: f${n}\r\nSHA-256-Digest: AAAA\r\n\r\n`,
    (n) => `A${n}: b\r\n`,
    () => ' x\r\n',
    () => '\r\n',
    () => 'x: y\r\n',
    (n) => `X${n}-Digest: a\r\n`,
    () => ` ${'x'.repeat(70)}\r\n`,
  ])
  const text = `Manifest-Version: 1.0\r\n${random.oneIn(2) ? '\r\nName: manifest.xml\r\n' : ''}${repeated(random.pick([1, 10]) * size, line)}`
  entries.unshift({ name: 'META-INF/MANIFEST.MF', content: text })
  if (random.oneIn(2)) {
    entries.splice(
      1,
      0,
      { name: 'META-INF/S.SF', content: text.replace('Manifest', 'Signature') },
      { name: 'META-INF/S.RSA', content: 'x' },
    )
  }
  return {}
}

function largeSignature(random, size, entries) {
  const nested = random.pick([
    Buffer.from([0x30, 0x80]),
    Buffer.from([0x30, 0x00]),
    Buffer.from([0x31, 0x84, 0, 0, 0, 1]),
    Buffer.from([0x06, 0x7f]),
  ])
  const content = Buffer.alloc(size, nested)
  entries.unshift(
    { name: 'META-INF/MANIFEST.MF', content: 'Manifest-Version: 1.0\r\n\r\n' },
    { name: 'META-INF/S.SF', content: 'Signature-Version: 1.0\r\n\r\n' },
    { name: 'META-INF/S.RSA', content },
  )
  return {}
}

function longNames(random, size) {
  const filling = random.pick(['x', 'd/', '../', 'é', '\u001b[2J', 'A'])
  const length = random.pick([200, 5000, 60_000])
  const count = Math.max(1, Math.min(size / length, 3000))
  return {
    more: Array.from({ length: count / 2 }, (_, n) => ({
      name: filling.repeat(length / Buffer.byteLength(filling)) + n,
      content: '',
    })),
    options: random.oneIn(2) ? { comment: 'x' } : {},
  }
}

function sameNames(random, size, entries) {
  const count = Math.min(size / 1000, 3000)
  const make = random.pick([
    () => 'manifest.xml',
    (n) => `${n % 2 ? 'F' : 'f'}${n >> 1}.xml`,
    (n) => `e\u0301${n}`,
  ])
  return {
    more: Array.from({ length: count }, (_, n) => ({
      name: make(n),
      content: entries[0].content,
      only: random.oneIn(2) ? 'directory' : undefined,
    })),
  }
}

/** A manifest that refers to many files, each of them small when packed and large when unpacked. */
function manyReferences(random, size, entries) {
  const kind = random.pick(['oauth-config', 'dialect', 'connection-fields', 'connection-resolver', 'script'])
  const names = {
    'oauth-config': 'o',
    dialect: 'd',
    'connection-fields': 'f',
    'connection-resolver': 'r',
    script: 's',
  }
  const bytes = random.pick([1000, 100_000, 250_000, 2_000_000])
  const filling = random.pick([
    '<a/>',
    '<a b="c"/>',
    ' ',
    '<!--tacosmith-ignore x-->',
    '<function/>',
    ';',
    'x=1;',
  ])
  const content =
    kind === 'script'
      ? `(function a(attr) { ${filling.repeat(bytes / filling.length)} })`
      : `<${kind}>${filling.repeat(bytes / filling.length)}</${kind}>`
  const count = Math.min(random.pick([10, 100, 2000]), Math.ceil(size / 300), Math.ceil(60_000_000 / bytes))
  const holder = entries.find(({ name }) =>
    kind === 'script' ? name.endsWith('.tdr') : name === 'manifest.xml',
  )
  const references = Array.from({ length: count }, (_, n) =>
    kind === 'script'
      ? `<connection-builder><script file="${names[kind]}${n}"/></connection-builder>`
      : `<${kind} file="${names[kind]}${n}"/>`,
  ).join('')
  holder.content = holder.content.replace(
    kind === 'script' ? '<connection-builder>' : '</connector-plugin>',
    (tag) => references + tag,
  )
  return { more: Array.from({ length: count }, (_, n) => ({ name: `${names[kind]}${n}`, content })) }
}

function claims(random, size) {
  const more = [{ name: 'a.bin', content: Buffer.alloc(size), crc32: 1 }]
  return {
    more,
    options: random.pick([
      { comment: 'x'.repeat(60_000) },
      { prefix: Buffer.alloc(size, 'PK\u0001\u0002') },
      { suffix: Buffer.alloc(size, 'PK\u0005\u0006') },
      { beforeDirectory: Buffer.alloc(size, 'PK\u0003\u0004') },
    ]),
  }
}
