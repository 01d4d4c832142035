const pem = (label, bytes) =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`

/** A file that should hold a key, a keystore or certificates, and is large or asks for much. */
export function hostileKeyFile(random, size) {
  const hostility = random.pick(hostilities)
  return { what: hostility.name, key: hostility(random, size) }
}

const hostilities = [
  manyBlocks,
  blocksWithoutEnd,
  nestedDer,
  encryptedKey,
  encryptedKey,
  pkcs12,
  javaKeystore,
  longIdentifier,
]

function manyBlocks(random, size) {
  const block = pem(
    random.pick(['CERTIFICATE', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY']),
    Buffer.alloc(random.pick([1, 500]), 0x30),
  )
  return Buffer.from(block.repeat(size / block.length))
}

function blocksWithoutEnd(random, size) {
  const text = random.pick([
    '-----BEGIN CERTIFICATE-----\n',
    '-----END CERTIFICATE-----\n',
    '-----BEGIN ',
    '-----\n',
  ])
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${text.repeat(size / text.length)}`)
}

function nestedDer(random, size) {
  const unit = random.pick([
    [0x30, 0x80],
    [0x30, 0],
    [0x31, 0x84, 0, 0, 0, 1],
    [0xa0, 0x80],
    [2, 1, 1],
  ])
  const bytes = Buffer.alloc(size, Buffer.from(unit))
  return random.oneIn(2) ? bytes : Buffer.from(pem('CERTIFICATE', bytes))
}

function element(tag, ...contents) {
  const body = Buffer.concat(contents)
  const length =
    body.length < 0x80
      ? [body.length]
      : [0x83, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...contents) => element(0x30, ...contents)
const identifier = (hex) => element(6, Buffer.from(hex, 'hex'))
const number = (value) => {
  const bytes = Buffer.alloc(6)
  bytes.writeUIntBE(value, 0, 6)
  return element(2, bytes)
}

const aes = sequence(identifier('60864801650304012a'), element(4, Buffer.alloc(16)))
const counts = [0, 1, 2048, 4_999_999, 2 ** 31 - 1, 2 ** 40]

function passwordEncryption(random, salt) {
  const [one, other, third] = [random.pick(counts), random.pick(counts), random.pick(counts)]
  const pbes2 = (name, ...parameters) =>
    sequence(
      identifier('2a864886f70d01050d'),
      sequence(sequence(identifier(name), sequence(element(4, salt), ...parameters)), aes),
    )
  return random.pick([
    pbes2('2a864886f70d01050c', number(one)),
    pbes2('2b06010401da47040b', number(one), number(other), number(third)),
    sequence(identifier('2a864886f70d010c0103'), sequence(element(4, salt), number(one))),
    sequence(identifier('2a864886f70d01050a'), sequence(element(4, Buffer.alloc(8)), number(one))),
  ])
}

function encryptedKey(random, size) {
  const salt = Buffer.alloc(random.pick([8, size]))
  const der = sequence(passwordEncryption(random, salt), element(4, Buffer.alloc(random.pick([64, size]))))
  return random.oneIn(2) ? der : Buffer.from(pem('ENCRYPTED PRIVATE KEY', der))
}

function pkcs12(random, size) {
  const data = (content) => sequence(identifier('2a864886f70d010701'), element(0xa0, element(4, content)))
  const encrypted = sequence(
    identifier('2a864886f70d010706'),
    element(
      0xa0,
      sequence(
        number(0),
        sequence(
          identifier('2a864886f70d010701'),
          passwordEncryption(random, Buffer.alloc(8)),
          element(0x80, Buffer.alloc(64)),
        ),
      ),
    ),
  )
  const parts = Array.from({ length: Math.min(size / 200, random.pick([1, 1000])) }, () => encrypted)
  const mac = sequence(
    sequence(sequence(identifier('2b0e03021a')), element(4, Buffer.alloc(20))),
    element(4, Buffer.alloc(random.pick([8, size]))),
    number(random.pick(counts)),
  )
  return sequence(number(3), data(sequence(...parts)), ...(random.oneIn(2) ? [mac] : []))
}

function javaKeystore(random, size) {
  const head = Buffer.alloc(12)
  head.writeUInt32BE(0xfeedfeed, 0)
  head.writeUInt32BE(2, 4)
  head.writeUInt32BE(random.pick([1, 1000, 0xffffffff]), 8)
  const entry = Buffer.from([
    0,
    0,
    0,
    2,
    0,
    1,
    0x61,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    5,
    ...Buffer.from('X.509'),
    0,
    0,
    0,
    2,
    0x30,
    0,
  ])
  return Buffer.concat([head, Buffer.alloc(size, entry)])
}

function longIdentifier(random, size) {
  const name = element(6, Buffer.alloc(size, random.pick([0xff, 0x81, 0x01])))
  return sequence(sequence(name, name), element(4, Buffer.alloc(16)))
}
