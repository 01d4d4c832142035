import type { Random } from '@tacosmith/test-kit'
import {
  extendedKeyUsage,
  generalizedTime,
  keyUsage,
  toIssued,
  utcTime,
} from '../generator/certificate-maker.ts'
import { authority, type Cooked, type RecipeOptions, signer, stamper } from '../generator/recipe.ts'
import { tokenOf } from '../generator/token-recipe.ts'
import { signedData } from '../hand-made-signature.ts'
import { inDays } from '../workshop.ts'
import { zipFile } from '../zip-file.ts'
import type { FuzzKind } from './fuzz-kind.ts'
import { digestsOf, manifestText, signatureFileText } from './random-digests.ts'

/** Several signers of one file, each good or bad in a way that is known, stamped at some time or not. */
export const kind: FuzzKind = {
  name: 'signers',
  anchors: (random) => castOf(random).trusted,
  mutant(random) {
    const { signers, stamps } = castOf(random)
    const digests = digestsOf(random)
    const manifest = manifestText(FILES, digests)
    const done: string[] = []
    const pairs = [...'ABC'.slice(0, random.pick([1, 1, 2, 2, 3]))].map((name) => {
      // Each file would be bad if as many were good as there are good ones.
      const [what, { certificate, key }] = random.pick(random.oneIn(2) ? signers : signers.slice(0, 2))
      const [when, token] = random.pick(random.oneIn(2) ? stamps : stamps.slice(0, 2))
      done.push(`${what}, ${when}`)
      const signatureFile = signatureFileText(random, manifest, digests)
      const block = signedData(signatureFile, {
        signer: toIssued(certificate, key.privateKey, key.publicKey),
        ...(token !== undefined && { token }),
      })
      return [
        { name: `META-INF/${name}.SF`, content: signatureFile },
        { name: `META-INF/${name}.EC`, content: block },
      ]
    })
    const files = Object.entries(FILES).map(([name, content]) => ({ name, content }))
    if (random.oneIn(8)) files.push({ name: 'unsigned.txt', content: 'x' })
    const first = { name: 'META-INF/MANIFEST.MF', content: Buffer.from(manifest.join('')) }
    return { what: done.join(' / '), bytes: zipFile([first, ...pairs.flat(), ...files]) }
  },
}

const FILES = { 'manifest.xml': '<x/>', 'a.js': 'x' }
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'
const LONG: RecipeOptions = { parts: { notBefore: utcTime(inDays(-6000)), notAfter: utcTime(inDays(900)) } }

interface Cast {
  trusted: Uint8Array[]
  signers: [string, Cooked][]
  stamps: [string, ((signature: Uint8Array) => Uint8Array) | undefined][]
}

const casts = new WeakMap<Random, Cast>()

/** Made once for a run. */
function castOf(random: Random): Cast {
  const found = casts.get(random) ?? makeCast()
  casts.set(random, found)
  return found
}

function makeCast(): Cast {
  const root = authority(LONG)
  const unknown = authority(LONG)
  const itself = authority({ ...LONG, extensions: [keyUsage(0x80)], without: ['2.5.29.19'] })
  return {
    trusted: [root.certificate, itself.certificate],
    signers: [
      ['good', signer(root, LONG)],
      ['another good one', signer(root, LONG)],
      ['expired', signer(root, { parts: { ...LONG.parts, notAfter: utcTime(inDays(-10)) } })],
      ['not valid yet', signer(root, { parts: { notBefore: utcTime(inDays(3)) } })],
      ['for servers', signer(root, { ...LONG, extensions: [extendedKeyUsage(SERVER_AUTHENTICATION)] })],
      ['undeniable', signer(root, { ...LONG, extensions: [keyUsage(0x40)] })],
      ['enciphering', signer(root, { ...LONG, extensions: [keyUsage(0x20)] })],
      ['unknown', signer(unknown, LONG)],
      ['trusted itself', itself],
    ],
    stamps: stampsBy(root, unknown),
  }
}

function stampsBy(root: Cooked, unknown: Cooked): Cast['stamps'] {
  const by = (stamp: Cooked, time: Date): Cast['stamps'][number][1] =>
    tokenOf({ authority: stamp, time: generalizedTime(time) })
  const good = stamper(root, LONG)
  const expired = stamper(root, { parts: { ...LONG.parts, notAfter: utcTime(inDays(-1)) } })
  const lately = inDays(-30)
  return [
    ['not stamped', undefined],
    ['stamped', by(good, lately)],
    ['stamped by an expired authority', by(expired, lately)],
    ['stamped by an unknown authority', by(stamper(unknown, LONG), lately)],
    ['stamped by a server', by(stamper(root, { ...LONG, without: ['2.5.29.37'] }), lately)],
    ['stamped in 2018', by(good, new Date('2018-12-31T23:59:59Z'))],
    ['stamped in 2019', by(good, new Date('2019-01-01T00:00:00Z'))],
  ]
}
