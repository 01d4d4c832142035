import { mutateDerBytes, type Random } from '@tacosmith/test-kit'
import { sequence } from '../../../format/der/der-writer.ts'
import { LazyElement } from '../../../format/der/lazy-element.ts'
import { signCertificate, toIssued } from '../generator/certificate-maker.ts'
import { type Made, makeRandomly } from '../generator/random-authority.ts'
import { timestampToken } from '../hand-made-signature.ts'
import { inDays } from '../workshop.ts'
import { zipFile } from '../zip-file.ts'
import { anchorsOf, HARDLY_EVER, makeSigner, randomRoot, signerOptions } from './chain.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** One of the certificates of a good chain is changed anywhere in its structure, and signed again by its issuer. */
export const kind: FuzzKind = {
  name: 'certificate',
  anchors: (random) => anchorsOf(random).map(({ certificate }) => certificate),
  mutant(random, shop) {
    const root = randomRoot(random)
    const rarely = random.pick([RARELY, HARDLY_EVER])
    const middle = makeRandomly(random, 'authority', root, rarely)
    const leaf = makeSigner(random, 'signer', middle, rarely)
    const stamp = random.oneIn(3) ? makeSigner(random, 'timestamps', middle, rarely) : undefined
    const all = [leaf, middle, ...(stamp === undefined ? [] : [stamp])]
    const target = random.pick(all)
    const change = changed(random, target, target === middle ? root : middle)
    const encoded = (one: Made): Uint8Array => (one === target ? change.certificate : one.certificate)
    const options = {
      ...signerOptions(leaf),
      signer: toIssued(encoded(leaf), leaf.key.privateKey, leaf.key.publicKey),
      ...(leaf === target ? { identifier: change.identifier } : {}),
      certificates: [leaf, middle].map(encoded),
      ...(stamp === undefined ? {} : { token: stamped(stamp, middle) }),
    }
    const name =
      target === leaf ? 'the signer' : target === middle ? 'the authority' : 'the timestamp authority'
    return { what: `${name}, ${change.what}`, bytes: zipFile(shop.entries(options)) }

    function stamped(authority: Made, issuer: Made): (signature: Uint8Array) => Uint8Array {
      return timestampToken({
        ...signerOptions(authority),
        signer: toIssued(encoded(authority), authority.key.privateKey, authority.key.publicKey),
        ...(authority === target ? { identifier: change.identifier } : {}),
        time: inDays(-1),
        certificates: [authority, issuer].map(encoded),
      })
    }
  },
}

/** Odd certificates are the business of another kind. */
export const RARELY = 60

interface Changed {
  what: string
  certificate: Uint8Array
  /** How a signature names it. */
  identifier: Uint8Array
}

function changed(random: Random, target: Made, issuer: Made): Changed {
  const { key } = issuer
  if (random.oneIn(12)) {
    const { what, bytes } = mutateDerBytes(target.certificate, random)
    return { what: `not signed again, ${what}`, certificate: bytes, identifier: identifierIn(bytes, target) }
  }
  const [signed] = LazyElement.read(target.certificate).parts()
  const { what, bytes } = mutateDerBytes(signed?.raw ?? target.certificate, random, random.oneIn(5) ? 2 : 1)
  const certificate = signCertificate(bytes, key.privateKey, target.choice)
  return { what, certificate, identifier: identifierIn(certificate, target) }
}

/** The issuer and the serial number, wherever they are now. */
function identifierIn(certificate: Uint8Array, original: Made): Uint8Array {
  try {
    const [signed] = LazyElement.read(certificate).parts()
    const [first, second, , fourth, fifth] = signed?.parts() ?? []
    const [serial, , issuer] = first?.tag === 0xa0 ? [second, undefined, fourth] : [first, second, fourth]
    const third = first?.tag === 0xa0 ? issuer : [...(signed?.parts() ?? [])][2]
    if (serial !== undefined && third !== undefined && fifth !== undefined)
      return sequence(third.raw, serial.raw)
  } catch {
    // As it was.
  }
  return sequence(original.parts.issuer, original.parts.serial)
}
