import { mutateDerBytes, type Random } from '@tacosmith/test-kit'
import { context, element, integer, NULL, sequence } from '../../../format/der/der-writer.ts'
import { inDays } from '../workshop.ts'
import { EXTENSION, encodeExtension, utcTime } from './certificate-maker.ts'
import { oddTime } from './odd-times.ts'
import type { Made } from './random-authority.ts'
import { usualChoice } from './signature-choice.ts'

const LIST_EXTENSIONS = {
  number: '2.5.29.20',
  deltaIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  freshestCrl: EXTENSION.freshestCrl,
  authorityKeyIdentifier: EXTENSION.authorityKeyIdentifier,
} as const
const ENTRY_EXTENSIONS = { reason: '2.5.29.21', invalidityDate: '2.5.29.24', certificateIssuer: '2.5.29.29' }

/** A revocation list as Java reads it, or one that is changed somewhere. Its signature is not asked for. */
export function randomRevocationList(random: Random, issuer: Made): Uint8Array {
  const { identifier, sign } = usualChoice(issuer.key.privateKey)
  const fields = sequence(
    ...(random.oneIn(6) ? [] : [integer(random.oneIn(12) ? random.below(3) : 1)]),
    identifier,
    issuer.subject,
    random.oneIn(6) ? oddTime(random, inDays(-1)) : utcTime(inDays(-1)),
    ...(random.oneIn(4) ? [] : [utcTime(inDays(30))]),
    ...(random.oneIn(3) ? [sequence(...several(random, () => entry(random, issuer)))] : []),
    ...(random.oneIn(2) ? [context(0, sequence(...several(random, () => listExtension(random))))] : []),
  )
  const isChangedWithin = random.oneIn(3)
  const changed = isChangedWithin ? mutateDerBytes(fields, random).bytes : fields
  const signature = element(0x03, Buffer.from([0]), sign(changed, issuer.key.privateKey))
  const list = sequence(changed, identifier, signature)
  return !isChangedWithin && random.oneIn(6) ? mutateDerBytes(list, random).bytes : list
}

function several(random: Random, make: () => Uint8Array): Uint8Array[] {
  return Array.from({ length: random.below(3) }, make)
}

function entry(random: Random, issuer: Made): Uint8Array {
  const extensions = several(random, () => entryExtension(random))
  return sequence(
    random.oneIn(4) ? integer(random.below(100)) : issuer.serial,
    random.oneIn(6) ? oddTime(random, inDays(-2)) : utcTime(inDays(-2)),
    ...(random.oneIn(2) ? [sequence(...extensions)] : []),
  )
}

function extension(random: Random, oid: string, value: Uint8Array): Uint8Array {
  const content = random.oneIn(5) ? random.pick([NULL, Buffer.alloc(0), sequence(), integer(-1n)]) : value
  return encodeExtension({ oid, critical: random.oneIn(3), value: content })
}

function listExtension(random: Random): Uint8Array {
  const uri = sequence(element(0x86, Buffer.from('http://example.com/list')))
  const values: Record<keyof typeof LIST_EXTENSIONS, Uint8Array> = {
    number: integer(random.below(1000)),
    deltaIndicator: integer(random.below(1000)),
    issuingDistributionPoint: sequence(context(0, context(0, uri.subarray(2)))),
    freshestCrl: sequence(sequence(context(0, context(0, uri.subarray(2))))),
    authorityKeyIdentifier: sequence(element(0x80, random.bytes(20))),
  }
  const name = random.pick(Object.keys(values) as (keyof typeof LIST_EXTENSIONS)[])
  return extension(random, LIST_EXTENSIONS[name], values[name])
}

function entryExtension(random: Random): Uint8Array {
  const values: Record<keyof typeof ENTRY_EXTENSIONS, Uint8Array> = {
    reason: element(0x0a, Buffer.from([random.below(12)])),
    invalidityDate: oddTime(random, inDays(-3)),
    certificateIssuer: sequence(element(0x82, Buffer.from('example.com'))),
  }
  const name = random.pick(Object.keys(values) as (keyof typeof ENTRY_EXTENSIONS)[])
  return extension(random, ENTRY_EXTENSIONS[name], values[name])
}
