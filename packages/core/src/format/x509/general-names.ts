import { readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { type Name, nameOf } from './name.ts'
import { RefusedByPolicy } from './policy.ts'
import { hostOfUri, readConstrainedHost } from './uri.ts'

/** A name of one of the kinds that the extensions of a certificate hold (RFC 5280, section 4.2.1.6). */
export type GeneralName =
  | { kind: 'email' | 'dns' | 'object-identifier'; text: string }
  | { kind: 'uri'; text: string; host: string | undefined }
  | { kind: 'directory'; name: Name }
  | { kind: 'ip'; address: Uint8Array }
  | { kind: 'other' | 'x400' | 'edi' }

const SEQUENCE = 0x30
const SET = 0x31
/** The parts of an EDIPartyName. */
const ASSIGNER = 0x80
const PARTY = 0x81
/** UTF8String, PrintableString, TeletexString and IA5String, which every JDK reads. */
const TEXTS: ReadonlySet<number> = new Set([0x0c, 0x13, 0x14, 0x16])
const ADDRESS_LENGTHS: ReadonlySet<number> = new Set([4, 8, 16, 32])

/** @throws Error when there is none, or Java could not read one of them */
export function readGeneralNames(node: LazyElement): GeneralName[] {
  const names = node.children().map((one) => readGeneralName(one))
  if (names.length === 0) throw new Error('a list of names is empty')
  return names
}

/**
 * Reads a GeneralName.
 *
 * @param isConstraint for a name that limits others: of a URI, it has only the host
 * @throws Error when Java could not read it
 */
export function readGeneralName(node: LazyElement, isConstraint = false): GeneralName {
  if ((node.tag & 0xc0) !== 0x80) throw new Error('a name is of no known kind')
  const read = (node.isConstructed ? CONSTRUCTED_KINDS : PRIMITIVE_KINDS)[node.tag & 0x1f]
  if (read === undefined) throw new Error('a name is of no known kind')
  return read(node, isConstraint)
}

type Reader = (node: LazyElement, isConstraint: boolean) => GeneralName

const CONSTRUCTED_KINDS: Readonly<Record<number, Reader>> = {
  0: (node) => {
    if (!isOtherName(node)) throw new RefusedByPolicy(RARE_KIND)
    return { kind: 'other' }
  },
  3: () => ({ kind: 'x400' }),
  4: (node) => ({ kind: 'directory', name: readDirectoryName(node) }),
  5: (node) => {
    if (!isEdiPartyName(node)) throw new RefusedByPolicy(RARE_KIND)
    return { kind: 'edi' }
  },
}

/** JDK 17 reads such names in other forms than JDK 25. */
const RARE_KIND = 'a certificate has a name of a rare kind that not every JDK reads'

/** Java looks for a class of its own for the type of a name, and finds those of extensions, which are none of names. */
const EXTENSION_TYPES = /^(?:2\.5\.29|1\.3\.6\.1\.5\.5\.7\.(?:1|48)|2\.16\.840\.1\.113730\.1)\./

function isOtherName(node: LazyElement): boolean {
  try {
    const [type, value] = node.parts()
    if (type === undefined || value === undefined || !value.isContext(0) || !value.isConstructed) return false
    return !EXTENSION_TYPES.test(readOid(type))
  } catch {
    return false
  }
}

function isEdiPartyName(node: LazyElement): boolean {
  try {
    const parts = node.children()
    const tags = parts.map(({ tag }) => tag)
    const known = parts.filter(({ tag }) => tag === ASSIGNER || tag === PARTY)
    const isReadable = known.every((part) => TEXTS.has(part.parts().next().value?.tag ?? 0))
    return isReadable && tags.includes(PARTY) && tags.length <= 2 && new Set(tags).size === tags.length
  } catch {
    return false
  }
}

const PRIMITIVE_KINDS: Readonly<Record<number, Reader>> = {
  1: (node) => ({ kind: 'email', text: checkEmailAddress(ascii(node)) }),
  2: (node) => ({ kind: 'dns', text: ascii(node) }),
  6: (node, isConstraint) => (isConstraint ? readHostConstraint(ascii(node)) : readUri(ascii(node))),
  7: (node) => {
    if (!ADDRESS_LENGTHS.has(node.content.length)) throw new Error('an IP address has a wrong length')
    return { kind: 'ip', address: node.content }
  },
  8: (node) => ({ kind: 'object-identifier', text: readOid(node, node.tag) }),
}

/** Java also takes the parts of the name without the sequence around them. */
function readDirectoryName(node: LazyElement): Name {
  const [first] = node.parts()
  const parts = first?.tag === SEQUENCE ? first.children() : node.children().map((part) => part.expect(SET))
  const name = nameOf(parts)
  // Whether such a name is equal to one without any parts depends on what Java did with them before.
  if (name.parts.some((part) => part.length === 0))
    throw new RefusedByPolicy('a certificate has a name with an empty part')
  return name
}

function ascii({ content }: LazyElement): string {
  return Buffer.from(content)
    .toString('latin1')
    .replaceAll(/[\u0080-\u00ff]/g, '\ufffd')
}

/** @throws Error for what Java does not take for an address, or the end of one */
export function checkEmailAddress(text: string): string {
  const domain = text.slice(text.indexOf('@') + 1)
  if (domain === '' || domain === '.') throw new Error('an e-mail address is incomplete')
  return text
}

/** @throws Error for what is not made of letters, digits, hyphens and dots */
export function checkDomainName(text: string): string {
  const labels = text.split('.')
  if (!labels.every((label) => /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(label)))
    throw new Error('a domain name is broken')
  return text
}

function readUri(text: string): GeneralName {
  return { kind: 'uri', text, host: hostOfUri(text) }
}

function readHostConstraint(text: string): GeneralName {
  const host = readConstrainedHost(text)
  checkDomainName(host.startsWith('.') ? host.slice(1) : host)
  return { kind: 'uri', text, host }
}
