import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { sequence } from '../../../format/der/der-writer.ts'
import { inDays, type Workshop } from '../workshop.ts'
import {
  authorityKey,
  basicConstraints,
  type CertificateParts,
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
  toIssued,
} from './certificate-maker.ts'
import type { SignatureChoice } from './signature-choice.ts'

/** A certificate that was made by a recipe, with its key. */
export interface Cooked {
  certificate: Uint8Array
  key: { privateKey: KeyObject; publicKey: KeyObject }
  parts: CertificateParts
}

/** What is different from a good certificate. */
export interface RecipeOptions {
  issuer?: Cooked
  key?: Cooked['key']
  parts?: Partial<CertificateParts>
  /** Put in the place of those of the same kind, or added. */
  extensions?: readonly MadeExtension[]
  /** Left out, by object identifier. */
  without?: readonly string[]
  choice?: SignatureChoice
}

export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
let cooked = 0

/** A good authority, but for what is asked for; self-signed without an issuer. */
export function authority(options: RecipeOptions = {}): Cooked {
  return cook(options, [basicConstraints(true), keyUsage(0x06)], 'Authority')
}

/** A good certificate for code signing, but for what is asked for. */
export function signer(issuer: Cooked, options: RecipeOptions = {}): Cooked {
  return cook(
    { issuer, ...options },
    [basicConstraints(false), keyUsage(0x80), extendedKeyUsage(CODE_SIGNING)],
    'Signer',
  )
}

/** A good certificate for timestamps, but for what is asked for. */
export function stamper(issuer: Cooked, options: RecipeOptions = {}): Cooked {
  const usage = { ...extendedKeyUsage(TIME_STAMPING), critical: true }
  return cook({ issuer, ...options }, [basicConstraints(false), keyUsage(0x80), usage], 'Stamper')
}

function cook(options: RecipeOptions, usual: readonly MadeExtension[], name: string): Cooked {
  const { issuer, extensions = [], without = [] } = options
  const key = options.key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuerKey = issuer?.key ?? key
  cooked += 1
  const subject = nameOf(`C=DE,O=Acme,CN=${name} ${cooked}`)
  const all = [
    ...usual,
    subjectKey(keyIdentifier(key.publicKey)),
    authorityKey(keyIdentifier(issuerKey.publicKey)),
  ]
  const replaced = new Set([...extensions.map(({ oid }) => oid), ...without])
  const parts: CertificateParts = {
    ...{
      version: 2,
      serial: serialNumber(),
      subject,
      issuer: issuer?.parts.subject ?? options.parts?.subject ?? subject,
    },
    ...{ notBefore: generalizedTime(inDays(-900)), notAfter: generalizedTime(inDays(900)) },
    publicKey: spki(key.publicKey),
    extensions: [...all.filter(({ oid }) => !replaced.has(oid)), ...extensions],
    ...options.parts,
  }
  return { certificate: makeCertificate(parts, issuerKey.privateKey, options.choice), key, parts }
}

/** A root that the workshop trusts from now on. */
export function trustedRoot(shop: Workshop, options: RecipeOptions = {}): Cooked {
  const root = authority(options)
  shop.trusted.push(root.certificate)
  return root
}

/** A file signed by the first certificate, with all of them. */
export function signedBy(
  shop: Workshop,
  [leaf, ...others]: readonly [Cooked, ...Cooked[]],
  token?: (signature: Uint8Array) => Uint8Array,
): Uint8Array {
  const { privateKey, publicKey } = leaf.key
  return shop.file({
    signer: toIssued(leaf.certificate, privateKey, publicKey),
    identifier: sequence(leaf.parts.issuer, leaf.parts.serial),
    certificates: [leaf, ...others].map(({ certificate }) => certificate),
    ...(token === undefined ? {} : { token }),
  })
}
