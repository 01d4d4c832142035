import type { GeneralName } from './general-names.ts'
import type { Name } from './name.ts'
import { MixedAddresses } from './policy.ts'

/** How another name relates to one that stands for all names below it. */
export type NameRelation =
  /** Of another kind. */
  | 'unrelated'
  | 'equal'
  /** It is below. */
  | 'below'
  /** It is above. */
  | 'above'
  /** Of the same kind, and neither. */
  | 'beside'

/** How `other` relates to `name`, as Java compares them. @throws Error for kinds that Java cannot compare */
export function nameRelation(name: GeneralName, other: GeneralName): NameRelation {
  if (name.kind === 'directory' && other.kind === 'directory') return directoryRelation(name.name, other.name)
  if (name.kind === 'email' && other.kind === 'email')
    return emailRelation(lower(name.text), lower(other.text))
  if (name.kind === 'dns' && other.kind === 'dns') return domainRelation(lower(name.text), lower(other.text))
  if (name.kind === 'uri' && other.kind === 'uri') return hostRelation(name.host, other.host)
  if (name.kind === 'ip' && other.kind === 'ip') return addressRelation(name.address, other.address)
  if (name.kind !== other.kind) return 'unrelated'
  if (name.kind === 'object-identifier' && other.kind === name.kind && name.text === other.text)
    return 'equal'
  throw new Error('Java cannot compare names of this kind')
}

function directoryRelation(name: Name, other: Name): NameRelation {
  if (name.canonical === other.canonical) return 'equal'
  if (other.parts.length === 0) return 'above'
  if (name.parts.length === 0 || startsWith(other, name)) return 'below'
  return startsWith(name, other) ? 'above' : 'beside'
}

function startsWith(name: Name, start: Name): boolean {
  return start.canonicalParts.every(
    (part, index) =>
      name.canonicalParts[index] === part && name.parts[index]?.length === start.parts[index]?.length,
  )
}

/** An address, a host, or with a leading dot the hosts of a domain. */
function emailRelation(name: string, other: string): NameRelation {
  if (name === other) return 'equal'
  if (name.endsWith(other)) return isAddressEnd(name, other) ? 'above' : 'beside'
  return other.endsWith(name) && isAddressEnd(other, name) ? 'below' : 'beside'
}

function isAddressEnd(text: string, end: string): boolean {
  if (end.includes('@')) return false
  return end.startsWith('.') || characterAt(text, text.lastIndexOf(end) - 1) === '@'
}

function domainRelation(name: string, other: string): NameRelation {
  if (name === other) return 'equal'
  if (name.endsWith(other)) return isDomainEnd(name, other) ? 'above' : 'beside'
  return other.endsWith(name) && isDomainEnd(other, name) ? 'below' : 'beside'
}

function isDomainEnd(text: string, end: string): boolean {
  return (characterAt(text, text.lastIndexOf(end) - 1) === '.') !== (characterAt(end, 0) === '.')
}

/** Java fails where there is none, and the certificate with it. */
function characterAt(text: string, index: number): string {
  const character = text[index]
  if (character === undefined) throw new Error('a name is empty')
  return character
}

function hostRelation(host: string | undefined, other: string | undefined): NameRelation {
  if (other === undefined) throw new Error('a URI has no host')
  if (lower(host ?? '') === lower(other)) return 'equal'
  if (host === undefined || !isDomain(host) || !isDomain(other)) return 'beside'
  const [isDomainName, isOtherDomain] = [host.startsWith('.'), other.startsWith('.')]
  const relation = domainRelation(lower(withoutDot(host)), lower(withoutDot(other)))
  if (!isDomainName && !isOtherDomain && relation !== 'equal') return 'beside'
  if (isDomainName === isOtherDomain || relation !== 'equal') return relation
  return isDomainName ? 'above' : 'below'
}

function isDomain(host: string): boolean {
  return !host.startsWith('[')
}

function withoutDot(host: string): string {
  return host.startsWith('.') ? host.slice(1) : host
}

/** Addresses have 4 or 16 bytes; those with a mask twice as many. */
function addressRelation(name: Uint8Array, other: Uint8Array): NameRelation {
  if (Buffer.compare(name, other) === 0) return 'equal'
  if (isIpv4(name) !== isIpv4(other)) return familyRelation(name, other)
  if (isNetwork(name))
    return isNetwork(other) ? networkRelation(name, other) : isWithin(other, name) ? 'below' : 'beside'
  return isNetwork(other) && isWithin(name, other) ? 'above' : 'beside'
}

function isIpv4({ length }: Uint8Array): boolean {
  return length === 4 || length === 8
}

function isNetwork({ length }: Uint8Array): boolean {
  return length === 8 || length === 32
}

/** JDK 17 compares the bytes of one with the mask of the other, fails where they end, or finds one in the other. */
function familyRelation(name: Uint8Array, other: Uint8Array): NameRelation {
  const [network, address] = isNetwork(other) ? [other, name] : [name, other]
  if (!isNetwork(network)) return 'beside'
  for (let index = 0; index < network.length / 2; index++) {
    const byte = address[index]
    if (byte !== undefined && (byte & maskAt(network, index)) !== network[index]) return 'beside'
    if (byte === undefined) break
  }
  throw new MixedAddresses(
    'has name constraints above it that mix IPv4 and IPv6 addresses, which some releases of JDK 17 cannot compare',
  )
}

/** Java does not look at the bits beyond the mask. */
function isSameNetwork(name: Uint8Array, other: Uint8Array): boolean {
  const half = name.length / 2
  const isSameMask = Buffer.compare(name.subarray(half), other.subarray(half)) === 0
  const masked = (network: Uint8Array): number[] =>
    Array.from(network.subarray(0, half), (byte, index) => byte & maskAt(network, index))
  return isSameMask && Buffer.compare(Buffer.from(masked(name)), Buffer.from(masked(other))) === 0
}

function isWithin(address: Uint8Array, network: Uint8Array): boolean {
  return address.every((byte, index) => (byte & maskAt(network, index)) === network[index])
}

function maskAt(network: Uint8Array, index: number): number {
  return network[network.length / 2 + index] ?? 0
}

function networkRelation(name: Uint8Array, other: Uint8Array): NameRelation {
  if (isSameNetwork(name, other)) return 'equal'
  const [isNameEmpty, isOtherEmpty] = [isEmptyNetwork(name), isEmptyNetwork(other)]
  if (isNameEmpty || isOtherEmpty) return !isOtherEmpty ? 'above' : isNameEmpty ? 'equal' : 'below'
  if (includesNetwork(name, other)) return 'below'
  return includesNetwork(other, name) ? 'above' : 'beside'
}

function isEmptyNetwork(network: Uint8Array): boolean {
  return network
    .subarray(0, network.length / 2)
    .some((byte, index) => (byte & maskAt(network, index)) !== byte)
}

function includesNetwork(outer: Uint8Array, inner: Uint8Array): boolean {
  return outer.subarray(0, outer.length / 2).every((byte, index) => {
    const mask = maskAt(outer, index)
    return (mask & maskAt(inner, index)) === mask && (byte & mask) === ((inner[index] ?? 0) & mask)
  })
}

function lower(text: string): string {
  return text.toLowerCase()
}
