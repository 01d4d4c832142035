import { dottedOid, textOf } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf, isContext, octets } from '../der/der-reader.ts'
import { type Certificate, readCertificate } from '../x509/certificate.ts'
import { buildChain } from '../x509/chain.ts'
import {
  CERTIFICATE_BAG,
  FRIENDLY_NAME,
  KEY_BAG,
  LOCAL_KEY_ID,
  SAFE_CONTENTS_BAG,
  SHROUDED_KEY_BAG,
  TRUSTED_KEY_USAGE,
  X509_CERTIFICATE,
} from './pkcs12-identifiers.ts'

/** What is common to the entries of a PKCS#12 file. */
interface BagAttributes {
  /** friendlyName. */
  alias: string | undefined
  /** Hexadecimal; connects a key with its certificate. Empty when there is none. */
  localKeyId: string
}

/** A private key. */
export interface KeyBag extends BagAttributes {
  encrypted: boolean
  /** PrivateKeyInfo or EncryptedPrivateKeyInfo. */
  value: Asn1Node
}

/** A certificate. */
export interface CertificateBag extends BagAttributes {
  /** An entry of its own in Java's eyes, not part of a key's chain. */
  trusted: boolean
  certificate: Certificate
}

/** What a PKCS#12 file holds, as far as we look at it. */
export interface Bags {
  keys: KeyBag[]
  certificates: CertificateBag[]
}

/**
 * Reads the bags of a SafeContents (RFC 7292, section 4.2). Revocation lists and other secrets are left out.
 *
 * @throws Error when a bag is malformed; TacosmithError `certificate` when a certificate cannot be read
 */
export function readBags(safeContents: Asn1Node, fileName: string): Bags {
  const bags: Bags = { keys: [], certificates: [] }
  for (const bag of childrenOf(safeContents)) addBag(bags, bag, fileName)
  return bags
}

function addBag(bags: Bags, bag: Asn1Node, fileName: string): void {
  const [type, explicitValue, attributeSet] = childrenOf(bag)
  const [value] = isContext(explicitValue, 0) ? childrenOf(explicitValue) : []
  if (value === undefined) throw new Error('an entry has no value')
  const attributes = readAttributes(attributeSet)
  switch (dottedOid(type)) {
    case KEY_BAG:
    case SHROUDED_KEY_BAG:
      bags.keys.push({ ...readNames(attributes), encrypted: dottedOid(type) === SHROUDED_KEY_BAG, value })
      break
    case CERTIFICATE_BAG:
      addCertificate(bags, value, attributes, fileName)
      break
    case SAFE_CONTENTS_BAG:
      for (const inner of childrenOf(value)) addBag(bags, inner, fileName)
  }
}

function addCertificate(bags: Bags, value: Asn1Node, attributes: Attributes, fileName: string): void {
  const [type, content] = childrenOf(value)
  if (dottedOid(type) !== X509_CERTIFICATE) return
  const trusted = attributes.has(TRUSTED_KEY_USAGE)
  try {
    const certificate = readCertificate(octets(childrenOf(content)[0]), fileName)
    bags.certificates.push({ ...readNames(attributes), trusted, certificate })
  } catch (error) {
    // Somebody else's certificate does not keep anybody from signing.
    if (!trusted) throw error
  }
}

/** The first value of each attribute, by object identifier. */
type Attributes = ReadonlyMap<string, Asn1Node | undefined>

function readAttributes(attributeSet: Asn1Node | undefined): Attributes {
  return new Map(
    childrenOf(attributeSet).map((attribute) => {
      const [type, values] = childrenOf(attribute)
      return [dottedOid(type), childrenOf(values)[0]]
    }),
  )
}

function readNames(attributes: Attributes): BagAttributes {
  const localKeyId = Buffer.from(octets(attributes.get(LOCAL_KEY_ID))).toString('hex')
  return { alias: textOf(attributes.get(FRIENDLY_NAME)), localKeyId }
}

/**
 * The certificates that may belong to a key. Those of other keys and their issuers are left out: they would look like
 * strays in this key's chain.
 */
export function certificatesFor(key: KeyBag, { keys, certificates }: Bags): Certificate[] {
  const candidates = certificates.filter(({ trusted }) => !trusted)
  const all = candidates.map(({ certificate }) => certificate)
  if (keys.length === 1) return all
  const foreignIds = new Set(keys.map(({ localKeyId }) => localKeyId).filter((id) => id !== key.localKeyId))
  foreignIds.delete('')
  const chainsOf = (wanted: (localKeyId: string) => boolean): Set<string> => {
    const leaves = candidates.filter(({ localKeyId }) => wanted(localKeyId))
    return new Set(leaves.flatMap(({ certificate }) => chainFingerprints(certificate, all)))
  }
  const foreign = chainsOf((id) => foreignIds.has(id))
  const own = chainsOf((id) => id !== '' && id === key.localKeyId)
  return all.filter(({ fingerprint }) => own.has(fingerprint) || !foreign.has(fingerprint))
}

function chainFingerprints(leaf: Certificate, others: readonly Certificate[]): string[] {
  const { intermediates, root } = buildChain(leaf, others)
  const chain = [leaf, ...intermediates, ...(root === undefined ? [] : [root])]
  return chain.map(({ fingerprint }) => fingerprint)
}
