import type { KeyObject } from 'node:crypto'
import type { Random } from '@tacosmith/test-kit'
import { integer, octetString } from '../../../format/der/der-writer.ts'
import { inDays } from '../workshop.ts'
import {
  authorityKey,
  basicConstraints,
  type CertificateParts,
  EXTENSION,
  extendedKeyUsage,
  generalizedTime,
  keyIdentifier,
  keyUsage,
  type MadeExtension,
  makeCertificate,
  nameOf,
  serialNumber,
  spki,
  subjectKey,
  TEXT_TAGS,
  utcTime,
} from './certificate-maker.ts'
import { EXTENSION_SAMPLES } from './extension-samples.ts'
import { type RingKey, randomKey } from './key-ring.ts'
import { oddName, respelt } from './odd-names.ts'
import { oddTime } from './odd-times.ts'
import { ODD_ADDRESSES } from './odd-uris.ts'
import { oddKey } from './random-key-form.ts'
import { SIGNATURE_CHOICES, type SignatureChoice, usualChoice } from './signature-choice.ts'

/** A certificate with its key, and what is needed to issue below it. */
export interface Made {
  key: RingKey
  certificate: Uint8Array
  subject: Uint8Array
  /** The text that the subject was made of. */
  name: string
  serial: Uint8Array
  /** Its subjectKeyIdentifier, if it has one. */
  identifier: Uint8Array | undefined
  parts: CertificateParts
  choice: SignatureChoice
}

/** What a certificate is for. */
export type Purpose = 'authority' | 'signer' | 'timestamps'

const PURPOSES = { codeSigning: '1.3.6.1.5.5.7.3.3', timeStamping: '1.3.6.1.5.5.7.3.8', any: '2.5.29.37.0' }
const SERVER = '1.3.6.1.5.5.7.3.1'
const STRANGE_EXTENSION = '1.3.6.1.4.1.99999.1'
let made = 0

/** Makes a certificate that is good in most ways, and as likely as not odd in some. */
export function makeRandomly(random: Random, purpose: Purpose, issuer: Made | undefined, rarely = 12): Made {
  const key = randomKey(random)
  made += 1
  const name = random.oneIn(rarely * 3) ? '' : subjectText(random, `${purpose} ${made}`)
  const isOdd = name !== '' && random.oneIn(rarely)
  const tag = random.oneIn(rarely) ? random.pick(Object.values(TEXT_TAGS)) : TEXT_TAGS.utf8
  const subject = isOdd ? oddName(random, `${purpose} ${made}`) : nameOf(name, tag)
  const serial = random.oneIn(rarely) ? random.pick(STRANGE_SERIALS) : serialNumber()
  const signer = issuer?.key ?? key
  const choice = choiceFor(random, signer.privateKey, rarely)
  const identifier = random.oneIn(rarely) ? undefined : keyIdentifier(key.publicKey)
  const version = random.oneIn(rarely * 2) ? random.pick([undefined, 0, 1, 3]) : 2
  const isBare = version === undefined || version === 0 || random.oneIn(rarely * 3)
  const parts: CertificateParts = {
    ...{ version, serial, subject, publicKey: keyOf(random, key, rarely), ...datesOf(random, rarely) },
    issuer: issuerName(random, issuer, subject, rarely),
    ...(random.oneIn(rarely * 3) ? { issuerUniqueId: Buffer.from([0, 1]) } : {}),
    ...(random.oneIn(rarely * 3) ? { subjectUniqueId: Buffer.from([0, 1]) } : {}),
    extensions:
      isBare && !random.oneIn(rarely * 2)
        ? undefined
        : extensionsOf(random, purpose, identifier, issuer, name === '', rarely),
  }
  const certificate = makeCertificate(parts, signer.privateKey, choice)
  return { key, certificate, subject, name, serial, identifier, parts, choice }
}

function keyOf(random: Random, key: RingKey, rarely: number): Uint8Array {
  return random.oneIn(rarely * 2) ? oddKey(random, key) : spki(key.publicKey)
}

const STRANGE_SERIALS = [
  integer(0),
  Buffer.from([2, 1, 0xff]),
  Buffer.from([2, 2, 0, 1]),
  integer(1n << 200n),
]

function subjectText(random: Random, last: string): string {
  const start = random.pick(['C=DE,O=Acme', 'C=DE,O=Acme', 'C=DE,O=Acme', 'C=DE,O=Other', 'O=Acme'])
  const email = random.oneIn(4)
    ? `,E=signer@${random.pick(['example.com', 'mail.example.com', 'example.org'])}`
    : ''
  const common = random.oneIn(6) ? random.pick(['code.example.com', 'example.org', ...ODD_ADDRESSES]) : last
  return `${start}${email},CN=${common}`
}

/** The issuer's name, sometimes spelt otherwise. */
function issuerName(random: Random, issuer: Made | undefined, own: Uint8Array, rarely: number): Uint8Array {
  if (issuer === undefined) return own
  if (issuer.name === '' || !random.oneIn(rarely)) return issuer.subject
  const { name } = issuer
  return random.pick([
    respelt(random, issuer.subject),
    respelt(random, issuer.subject),
    respelt(random, issuer.subject),
    nameOf(name, TEXT_TAGS.printable),
    nameOf(name.toUpperCase().replaceAll(/(^|,)(CN|O|C|E)=/gi, '$1$2=')),
    nameOf(name.replaceAll(' ', '  ')),
    nameOf(name.replaceAll('=', '= ')),
    nameOf(name, TEXT_TAGS.bmp),
    nameOf(`${name}x`),
    own,
  ])
}

function choiceFor(random: Random, key: KeyObject, rarely: number): SignatureChoice {
  if (!random.oneIn(rarely / 2)) return fitting(key, usualChoice(key))
  const possible = SIGNATURE_CHOICES.filter(({ keys }) => keys.includes(key.asymmetricKeyType ?? ''))
  return fitting(key, random.pick(possible))
}

/** A key of 512 bits has no room for most digests with a salt. */
export function fitting(key: KeyObject, choice: SignatureChoice): SignatureChoice {
  try {
    choice.sign(Buffer.from('x'), key)
    return choice
  } catch {
    const smaller = SIGNATURE_CHOICES.find((one) => {
      try {
        return one.keys.includes(key.asymmetricKeyType ?? '') && one.sign(Buffer.from('x'), key).length > 0
      } catch {
        return false
      }
    })
    return smaller ?? choice
  }
}

function datesOf(random: Random, rarely: number): Pick<CertificateParts, 'notBefore' | 'notAfter'> {
  const usual = random.oneIn(4) ? generalizedTime : utcTime
  const encode = (date: Date): Uint8Array => (random.oneIn(rarely * 2) ? oddTime(random, date) : usual(date))
  const [before, after] = random.oneIn(rarely)
    ? random.pick([
        [-400, -100],
        [-400, -10],
        [10, 100],
        [-3000, -2000],
        [100, -100],
        [-2000, 3],
      ])
    : [-3000, random.pick([100, 400, 3000])]
  return { notBefore: encode(inDays(before ?? 0)), notAfter: encode(inDays(after ?? 0)) }
}

function extensionsOf(
  random: Random,
  purpose: Purpose,
  identifier: Uint8Array | undefined,
  issuer: Made | undefined,
  isNameless: boolean,
  rarely: number,
): MadeExtension[] {
  const odd = (): boolean => random.oneIn(rarely)
  const result: MadeExtension[] = []
  const add = (extension: MadeExtension): void => {
    result.push(random.oneIn(rarely * 3) ? { ...extension, critical: !extension.critical } : extension)
  }
  const isAuthority = odd() ? purpose !== 'authority' : purpose === 'authority'
  const pathLength = random.oneIn(3) ? random.pick([0, 1, 2, 5, 255, 0x80]) : undefined
  if (!odd()) add(basicConstraints(isAuthority, isAuthority || odd() ? pathLength : undefined))
  const usual = purpose === 'authority' ? 0x06 : 0x80
  if (!random.oneIn(5)) add(keyUsage(odd() ? random.pick(STRANGE_USAGES) : usual))
  if (identifier !== undefined) add(subjectKey(odd() ? random.bytes(random.below(30)) : identifier))
  addAuthorityKey(random, add, issuer, identifier, odd)
  addPurposes(random, add, purpose, odd)
  const names = Object.keys(EXTENSION_SAMPLES)
  for (let left = random.oneIn(3) ? random.below(3) : 0; left > 0; left--) {
    const sample = EXTENSION_SAMPLES[random.pick(names)]?.(random)
    if (sample !== undefined && (odd() || !result.some(({ oid }) => oid === sample.oid))) add(sample)
  }
  if (purpose === 'authority' && random.oneIn(rarely / 2)) add(mustHave('nameConstraints', random))
  if (purpose === 'authority' && random.oneIn(rarely / 2)) add(mustHave('policyConstraints', random))
  if (random.oneIn(5)) add(mustHave('certificatePolicies', random))
  if (isNameless) add({ ...mustHave('subjectAlternativeName', random), critical: !odd() })
  if (odd()) add({ oid: STRANGE_EXTENSION, critical: odd(), value: octetString(Buffer.from('x')) })
  if (random.oneIn(rarely * 4) && result[0] !== undefined) add(result[0])
  return random.oneIn(4) ? random.shuffled(result) : result
}

const STRANGE_USAGES = [0x40, 0xc0, 0x20, 0x02, 0x04, 0x84, 0x00, 0xff, 0x8000, 0x01, 0x10, 0x48]

function mustHave(name: string, random: Random): MadeExtension {
  const sample = EXTENSION_SAMPLES[name]
  if (sample === undefined) throw new Error(`there is no ${name}`)
  return sample(random)
}

function addAuthorityKey(
  random: Random,
  add: (extension: MadeExtension) => void,
  issuer: Made | undefined,
  own: Uint8Array | undefined,
  odd: () => boolean,
): void {
  if (random.oneIn(4)) return
  const identifier = odd() ? random.bytes(20) : issuer === undefined ? own : issuer.identifier
  const serial = random.oneIn(6) ? (odd() ? serialNumber() : issuer?.serial) : undefined
  if (identifier !== undefined || serial !== undefined) add(authorityKey(identifier, serial))
}

function addPurposes(
  random: Random,
  add: (extension: MadeExtension) => void,
  purpose: Purpose,
  odd: () => boolean,
): void {
  if (purpose === 'authority') {
    if (random.oneIn(8)) add(extendedKeyUsage(random.pick([PURPOSES.codeSigning, SERVER])))
    return
  }
  if (odd()) return
  const usual = purpose === 'signer' ? PURPOSES.codeSigning : PURPOSES.timeStamping
  const purposes = odd() ? random.pick([[SERVER], [PURPOSES.any], [usual, SERVER], []]) : [usual]
  add({ ...extendedKeyUsage(...purposes), critical: purpose === 'timestamps' && !random.oneIn(4) })
  if (random.oneIn(8)) add({ ...mustHave('netscapeCertificateType', random), critical: odd() })
}

/** Names an extension in reports. */
export function extensionName(oid: string): string {
  return Object.entries(EXTENSION).find(([, known]) => known === oid)?.[0] ?? oid
}
