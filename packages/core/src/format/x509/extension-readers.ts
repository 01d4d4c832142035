import { type Bits, integerText, readBits, readBoolean, readInt, readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { readDistributionPoints, readIssuingDistributionPoint } from './distribution-points.ts'
import { type GeneralName, readGeneralName, readGeneralNames } from './general-names.ts'
import { type NameConstraints, readNameConstraints } from './name-constraints.ts'
import {
  type CertificatePolicy,
  type PolicyConstraints,
  type PolicyMapping,
  readPolicies,
  readPolicyConstraints,
  readPolicyMappings,
} from './policies.ts'
import { readPrivateKeyUsage } from './private-key-usage.ts'

/** What the extensions say that a decision depends on. */
export interface ExtensionValues {
  /** `pathLength` is undefined without a limit. */
  basicConstraints: { isAuthority: boolean; pathLength: number | undefined }
  keyUsage: Bits
  extendedKeyUsage: readonly string[]
  netscapeCertificateType: Bits
  authorityKey: { keyIdentifier: Uint8Array | undefined; serial: string | undefined }
  subjectAlternativeNames: readonly GeneralName[]
  nameConstraints: NameConstraints
  policies: readonly CertificatePolicy[]
  policyMappings: readonly PolicyMapping[]
  policyConstraints: PolicyConstraints
  /** How many certificates further down the policy that means any still counts. */
  inhibitAnyPolicy: number
}

/** An extension that is to be read. */
export interface ExtensionSource {
  content: Uint8Array
  isCritical: boolean
  /** Reads the one element that bytes are. */
  read(bytes: Uint8Array): LazyElement
  /** The first of several. */
  readFirst(bytes: Uint8Array): LazyElement
}

type ExtensionReader = (source: ExtensionSource) => Partial<ExtensionValues>

const BOOLEAN = 0x01
const ENUMERATED = 0x0a
const SEQUENCE = 0x30
const OCTET_STRING_BYTE = 0x04

const checked =
  (check: (node: LazyElement) => unknown): ExtensionReader =>
  ({ content, read }) => {
    check(read(content))
    return {}
  }
const checkNames = (node: LazyElement): unknown => readGeneralNames(node.expect(SEQUENCE))
const checkAccess = (node: LazyElement): void => {
  for (const description of node.expect(SEQUENCE).parts()) {
    const [method, location] = description.parts()
    if (method === undefined || location === undefined) throw new Error('an address is incomplete')
    readOid(method)
    readGeneralName(location)
  }
}

/** What Java looks into, by object identifier. It does not know any other extension. */
export const EXTENSION_READERS: Readonly<Record<string, ExtensionReader>> = {
  '2.5.29.14': ({ content, read }) => {
    read(content).octets()
    return {}
  },
  '2.5.29.15': ({ content, read }) => ({ keyUsage: readKeyUsage(content, read) }),
  '2.5.29.16': ({ content, readFirst }) => {
    readPrivateKeyUsage(readFirst(content))
    return {}
  },
  '2.5.29.17': ({ content, read }) => ({
    subjectAlternativeNames: readGeneralNames(read(content).expect(SEQUENCE)),
  }),
  '2.5.29.18': checked(checkNames),
  '2.5.29.19': ({ content, read }) => ({ basicConstraints: readBasicConstraints(read(content)) }),
  '2.5.29.20': checked((node) => integerText(node)),
  '2.5.29.21': checked((node) => readInt(node, ENUMERATED)),
  '2.5.29.27': checked((node) => integerText(node)),
  '2.5.29.28': checked(readIssuingDistributionPoint),
  '2.5.29.29': checked(checkNames),
  '2.5.29.30': ({ content, read }) => ({ nameConstraints: readNameConstraints(read(content)) }),
  '2.5.29.31': checked(readDistributionPoints),
  '2.5.29.32': ({ content, read }) => ({ policies: readPolicies(read(content)) }),
  '2.5.29.33': ({ content, read }) => ({ policyMappings: readPolicyMappings(read(content)) }),
  '2.5.29.35': ({ content, read }) => ({ authorityKey: readAuthorityKey(read(content)) }),
  '2.5.29.36': ({ content, read }) => ({ policyConstraints: readPolicyConstraints(read(content)) }),
  '2.5.29.37': ({ content, read }) => ({
    extendedKeyUsage: read(content)
      .expect(SEQUENCE)
      .children()
      .map((purpose) => readOid(purpose)),
  }),
  '2.5.29.46': checked(readDistributionPoints),
  '2.5.29.54': ({ content, isCritical, read }) => {
    const skipped = readInt(read(content))
    if (!isCritical || skipped < -1) throw new Error('inhibitAnyPolicy is broken')
    return { inhibitAnyPolicy: skipped === -1 ? Number.POSITIVE_INFINITY : skipped }
  },
  '1.3.6.1.5.5.7.1.1': checked(checkAccess),
  '1.3.6.1.5.5.7.1.11': checked(checkAccess),
  '1.3.6.1.5.5.7.48.1.5': () => ({}),
  '2.16.840.1.113730.1.1': ({ content, read }) => ({ netscapeCertificateType: readBits(read(content)) }),
}

/** Java allows for another OCTET STRING around it. */
function readKeyUsage(content: Uint8Array, read: ExtensionSource['read']): Bits {
  const isWrapped = content[0] === OCTET_STRING_BYTE
  return readBits(read(isWrapped ? read(content).octets() : content))
}

function readBasicConstraints(node: LazyElement): ExtensionValues['basicConstraints'] {
  const parts = node.expect(SEQUENCE).parts()
  const authority = parts.next().value
  // Java reads no further then.
  if (authority?.tag !== BOOLEAN) return { isAuthority: false, pathLength: undefined }
  const pathLength = parts.next().value
  return {
    isAuthority: readBoolean(authority),
    pathLength: pathLength === undefined ? undefined : readInt(pathLength),
  }
}

function readAuthorityKey(node: LazyElement): ExtensionValues['authorityKey'] {
  let keyIdentifier: Uint8Array | undefined
  let serial: string | undefined
  let hasNames = false
  for (const part of node.expect(SEQUENCE).parts()) {
    if (part.tag === 0x80 && keyIdentifier === undefined) keyIdentifier = part.content
    else if (part.tag === 0xa1 && !hasNames) hasNames = readGeneralNames(part).length > 0
    else if (part.tag === 0x82 && serial === undefined) serial = integerText(part, 0x82)
    else throw new Error('authorityKeyIdentifier is broken')
  }
  return { keyIdentifier, serial }
}
