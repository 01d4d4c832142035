import { createHash } from 'node:crypto'
import { mutateDerBytes, type Random } from '@tacosmith/test-kit'
import {
  boolean,
  context,
  element,
  integer,
  NULL,
  objectIdentifier,
  octetString,
  sequence,
  set,
} from '../../../format/der/der-writer.ts'
import { attribute } from '../hand-made-signature.ts'
import { inDays } from '../workshop.ts'
import { generalizedTime, nameOf, utcTime } from './certificate-maker.ts'
import { oddTime } from './odd-times.ts'
import { fitting, type Made, makeRandomly } from './random-authority.ts'
import { randomRevocationList } from './random-revocation-list.ts'
import { DIGEST_OIDS, oddChoice, type SignatureChoice, usualChoice } from './signature-choice.ts'

/** A token, and what is odd about it. */
export interface MadeToken {
  what: string
  bytes: Uint8Array
}

const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const PKCS9 = '1.2.840.113549.1.9'
const CONTENT_TYPE = `${PKCS9}.3`
const MESSAGE_DIGEST = `${PKCS9}.4`
const DIGESTS = Object.keys(DIGEST_OIDS)

/** Where a token is changed. What lies above is signed again. */
const PLACES = [
  'nothing',
  'TSTInfo',
  'TSTInfo',
  'attributes',
  'attributes',
  'the whole',
  'the outside',
] as const

/** Makes a token over a signature that is odd in some way, well signed all the same. */
export function makeToken(
  random: Random,
  authority: Made,
  certificates: readonly Uint8Array[],
  stamped: Uint8Array,
): MadeToken {
  const place = random.pick(PLACES)
  const done: string[] = []
  const maybe = (here: (typeof PLACES)[number], bytes: Uint8Array): Uint8Array => {
    if (place !== here) return bytes
    const mutation = mutateWhereWellFormed(bytes, random, random.oneIn(4) ? 2 : 1)
    done.push(`${here}: ${mutation.what}`)
    return mutation.bytes
  }
  const info = maybe('TSTInfo', timestampInfo(random, stamped))
  const signer = signerInfo(random, authority, info, (bytes) => maybe('attributes', bytes))
  const other = otherSignature(random, authority, info)
  const signers = random.shuffled([signer, ...other.signatures])
  const lists = random.oneIn(12) ? [context(1, randomRevocationList(random, authority))] : []
  const content = signedData(random, info, [...certificates, ...other.certificates], lists, signers)
  const bytes = maybe('the whole', sequence(objectIdentifier('1.2.840.113549.1.7.2'), context(0, content)))
  const outside = place === 'the outside' ? inBer(bytes, random) : bytes
  return { what: done.join('; ') || place, bytes: outside }
}

/** What it holds may have been changed before, and only what is well formed can be changed as a whole. */
function mutateWhereWellFormed(
  ...[bytes, ...rest]: Parameters<typeof mutateDerBytes>
): ReturnType<typeof mutateDerBytes> {
  try {
    return mutateDerBytes(bytes, ...rest)
  } catch {
    return { what: 'nothing', bytes }
  }
}

/** Mostly none; one over something else, or a good one by a stranger, whose key may be weak. */
function otherSignature(
  random: Random,
  authority: Made,
  info: Uint8Array,
): { signatures: Uint8Array[]; certificates: Uint8Array[] } {
  if (!random.oneIn(10)) return { signatures: [], certificates: [] }
  if (random.oneIn(2))
    return {
      signatures: [signerInfo(random, authority, Buffer.from('other'), (bytes) => bytes)],
      certificates: [],
    }
  const stranger = makeRandomly(random, 'timestamps', undefined, 20)
  const signatures = [signerInfo(random, stranger, info, (bytes) => bytes)]
  return { signatures, certificates: random.oneIn(8) ? [] : [stranger.certificate] }
}

function timestampInfo(random: Random, stamped: Uint8Array): Uint8Array {
  const digest = random.oneIn(4) ? random.pick(DIGESTS) : 'sha256'
  const time = inDays(random.pick([0, 0, 0, -1, -30, -2800, -2900, -3200, -20_000, 30]))
  const encoded = random.oneIn(5) ? oddTime(random, time) : generalizedTime(time)
  return sequence(
    integer(random.pick([1, 1, 1, 1, 2, 0])),
    objectIdentifier('1.2.3.4.1'),
    sequence(
      sequence(objectIdentifier(DIGEST_OIDS[digest] ?? ''), ...(random.oneIn(3) ? [] : [NULL])),
      octetString(createHash(digest).update(stamped).digest()),
    ),
    integer(random.below(1000)),
    encoded,
    ...(random.oneIn(3) ? [sequence(integer(1), element(0x80, Buffer.from([1])))] : []),
    ...(random.oneIn(3) ? [boolean(true)] : []),
    ...(random.oneIn(2) ? [integer(BigInt(random.below(2 ** 30)))] : []),
    ...(random.oneIn(3) ? [context(0, context(4, nameOf('C=DE,CN=Authority')))] : []),
    ...(random.oneIn(4)
      ? [context(1, sequence(sequence(objectIdentifier('1.2.3.4'), boolean(true), octetString(NULL))))]
      : []),
  )
}

function signerInfo(
  random: Random,
  authority: Made,
  info: Uint8Array,
  change: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const { key, certificate, parts } = authority
  const digest = key.name === 'ed25519' ? 'sha512' : 'sha256'
  const identifier = sequence(objectIdentifier(DIGEST_OIDS[digest] ?? ''), NULL)
  const choice: SignatureChoice = fitting(
    key.privateKey,
    (random.oneIn(10) ? oddChoice : usualChoice)(key.privateKey),
  )
  const attributes = change(set(...signedAttributes(random, digest, info, certificate, identifier, choice)))
  const isBare = random.oneIn(30)
  const signature = choice.sign(isBare ? info : attributes, key.privateKey)
  const implicit = Buffer.from(attributes)
  implicit[0] = 0xa0
  const unsigned = random.oneIn(12)
    ? [context(1, attribute(random.pick(UNSIGNED), octetString(Buffer.from('x'))))]
    : random.oneIn(40)
      ? [context(1, attribute(TIMESTAMP_TOKEN, makeToken(random, authority, [], info).bytes))]
      : []
  return sequence(
    integer(random.pick([1, 1, 1, 3])),
    sequence(parts.issuer, parts.serial),
    digest === 'sha512' ? sequence(objectIdentifier(DIGEST_OIDS.sha512 ?? '')) : identifier,
    ...(isBare ? [] : [implicit]),
    choice.identifier,
    octetString(signature),
    ...unsigned,
  )
}

const TIMESTAMP_TOKEN = `${PKCS9}.16.2.14`
const UNSIGNED = ['1.2.3.4', `${PKCS9}.16.2.14`, `${PKCS9}.16.2.12`, `${PKCS9}.1`]

function signedAttributes(
  random: Random,
  digest: string,
  info: Uint8Array,
  certificate: Uint8Array,
  digestAlgorithm: Uint8Array,
  { identifier }: SignatureChoice,
): Uint8Array[] {
  const hash = (name: string, bytes: Uint8Array): Uint8Array => createHash(name).update(bytes).digest()
  const implicit = Buffer.from(identifier)
  implicit[0] = 0xa1
  const time = random.oneIn(3) ? generalizedTime : utcTime
  return [
    attribute(CONTENT_TYPE, objectIdentifier(random.oneIn(40) ? '1.2.840.113549.1.7.1' : TST_INFO)),
    attribute(MESSAGE_DIGEST, octetString(hash(digest, info))),
    ...(random.oneIn(3) ? [attribute(`${PKCS9}.5`, time(new Date()))] : []),
    ...(random.oneIn(4) && digest === 'sha256'
      ? [attribute(`${PKCS9}.52`, sequence(digestAlgorithm, implicit))]
      : []),
    ...(random.oneIn(4)
      ? [attribute(`${PKCS9}.16.2.12`, sequence(sequence(sequence(octetString(hash('sha1', certificate))))))]
      : []),
    ...(random.oneIn(5)
      ? []
      : [
          attribute(
            `${PKCS9}.16.2.47`,
            sequence(sequence(sequence(octetString(hash('sha256', certificate))))),
          ),
        ]),
    ...(random.oneIn(12) ? [attribute('1.2.3.4.5', NULL)] : []),
  ]
}

function signedData(
  random: Random,
  info: Uint8Array,
  certificates: readonly Uint8Array[],
  lists: readonly Uint8Array[],
  signers: readonly Uint8Array[],
): Uint8Array {
  const type = random.oneIn(60) ? '1.2.840.113549.1.7.1' : TST_INFO
  return sequence(
    integer(3),
    set(sequence(objectIdentifier(DIGEST_OIDS.sha256 ?? ''), NULL)),
    sequence(objectIdentifier(type), context(0, octetString(info))),
    ...(random.oneIn(30) ? [] : [context(0, ...certificates)]),
    ...lists,
    element(0x31, ...signers),
  )
}

/** Lengths left out around the outermost elements, and octets in pieces, as some authorities write them. */
function inBer(bytes: Uint8Array, random: Random): Uint8Array {
  const mutation = mutateWhereWellFormed(bytes, random, 3, {
    where: ({ node }) => [0x30, 0xa0, 0x31, 0x04].includes(node.identifier[0] ?? 0),
  })
  return mutation.bytes
}
