import type { Random } from '@tacosmith/test-kit'
import { sequence } from '../../../format/der/der-writer.ts'
import { makeCertificate, spki, toIssued } from '../generator/certificate-maker.ts'
import { ringKey } from '../generator/key-ring.ts'
import { type Made, makeRandomly, type Purpose } from '../generator/random-authority.ts'
import { type BlockOptions, timestampToken } from '../hand-made-signature.ts'
import { inDays, type Workshop } from '../workshop.ts'
import { zipFile } from '../zip-file.ts'
import type { FuzzKind } from './fuzz-kind.ts'

/** Chains of all lengths and shapes below roots of all shapes, with and without a timestamp. */
export const kind: FuzzKind = {
  name: 'chain',
  anchors: (random) => anchorsOf(random).map(({ certificate }) => certificate),
  mutant(random, shop) {
    const { leaf, certificates } = makeChain(random, 'signer')
    const token = random.oneIn(2) ? undefined : randomToken(random)
    const what = `${leaf.key.name}, ${certificates.length} certificates${token === undefined ? '' : ', stamped'}`
    return { what, bytes: signedWith(shop, leaf, certificates, token) }
  },
}

const anchors = new WeakMap<Random, Made[]>()
const ODD_ROOTS = 60
const GOOD_ROOTS = 20

/** Roots, made once for a run: many are odd in some way, and then come those that are not. */
export function anchorsOf(random: Random): Made[] {
  const found = anchors.get(random) ?? [
    ...Array.from({ length: ODD_ROOTS }, () => makeRandomly(random, 'authority', undefined, 20)),
    ...Array.from({ length: GOOD_ROOTS }, () => makeRandomly(random, 'authority', undefined, HARDLY_EVER)),
  ]
  anchors.set(random, found)
  return found
}

/** Where something else is to be odd. */
export const HARDLY_EVER = 1000

/** Mostly a good one. */
export function randomRoot(random: Random): Made {
  const all = anchorsOf(random)
  return random.pick(random.oneIn(4) ? all : all.slice(ODD_ROOTS))
}

interface MadeChain {
  leaf: Made
  /** Those that go into the file. */
  certificates: Uint8Array[]
}

/** A chain below one of the roots, with the certificates that go along. */
export function makeChain(random: Random, purpose: Purpose): MadeChain {
  const roots = anchorsOf(random)
  const rarely = random.pick([12, 25, 60])
  const root = random.oneIn(25) ? makeRandomly(random, 'authority', undefined) : random.pick(roots)
  const chain: Made[] = []
  let issuer = root
  for (let left = random.pick([0, 1, 1, 1, 2, 2, 3]); left > 0; left--) {
    issuer = makeRandomly(random, 'authority', issuer, rarely)
    chain.unshift(issuer)
  }
  const leaf = random.oneIn(60) && signs(root) ? root : makeSigner(random, purpose, issuer, rarely)
  const extra = extraCertificates(random, [leaf, ...chain, root])
  const kept = chain.filter(() => !random.oneIn(25))
  const all = [leaf, ...kept, ...(random.oneIn(4) ? [root] : [])].map(({ certificate }) => certificate)
  const ordered = random.oneIn(4) ? random.shuffled([...all, ...extra]) : [...all, ...extra]
  return { leaf, certificates: ordered }
}

const SILENT_KEYS: ReadonlySet<string> = new Set(['ed448', 'dsa', 'rsa-pss-512'])

/** True for keys that the tests can sign with. */
export function signs({ key }: Made): boolean {
  return !SILENT_KEYS.has(key.name)
}

/** One whose key the tests can sign with. */
export function makeSigner(random: Random, purpose: Purpose, issuer: Made, rarely: number): Made {
  for (;;) {
    const made = makeRandomly(random, purpose, issuer, rarely)
    if (signs(made)) return made
  }
}

/** Twins of authorities, cross certificates, duplicates and strangers. */
function extraCertificates(random: Random, chain: readonly Made[]): Uint8Array[] {
  if (!random.oneIn(3)) return []
  const target = random.pick(chain)
  const stranger = makeRandomly(random, 'authority', undefined)
  const named = { ...stranger, subject: target.subject, name: target.name }
  return random.pick<() => Uint8Array[]>([
    () => [target.certificate],
    () => [stranger.certificate],
    () => [reissue(random, target, stranger)],
    () => [reissue(random, { ...target, key: ringKey('p-256 again') }, stranger)],
    () => [reissue(random, target, random.pick(chain))],
    () => [makeRandomly(random, 'authority', named).certificate],
    () => [reissue(random, target, stranger), stranger.certificate],
  ])()
}

/** The same name and key, from another issuer: what cross certificates are. */
function reissue(random: Random, target: Made, issuer: Made): Uint8Array {
  for (;;) {
    const other = makeRandomly(random, 'authority', issuer)
    if (other.parts.version !== 2) continue
    const parts = { ...other.parts, subject: target.subject, publicKey: spki(target.key.publicKey) }
    return makeCertificate(parts, issuer.key.privateKey, other.choice)
  }
}

function randomToken(random: Random): (signature: Uint8Array) => Uint8Array {
  const { leaf, certificates } = makeChain(random, 'timestamps')
  const time = inDays(random.pick([0, 0, -1, -50, -200, -1000, -3200, -2500, 20]))
  return timestampToken({ time, certificates, ...signerOptions(leaf) })
}

/** How a signature by this certificate is made. */
export function signerOptions(leaf: Made): Pick<BlockOptions, 'signer' | 'identifier' | 'digest'> {
  const { certificate, key, parts } = leaf
  return {
    signer: toIssued(certificate, key.privateKey, key.publicKey),
    identifier: sequence(parts.issuer, parts.serial),
    digest: key.name === 'ed25519' || key.name === 'ed448' ? 'sha512' : 'sha256',
  }
}

export function signedWith(
  shop: Workshop,
  leaf: Made,
  certificates: Uint8Array[],
  token: BlockOptions['token'] | undefined,
): Uint8Array {
  const options = { ...signerOptions(leaf), certificates, ...(token === undefined ? {} : { token }) }
  return zipFile(shop.entries(options))
}
