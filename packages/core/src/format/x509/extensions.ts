import { readBoolean, readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'
import { EXTENSION_READERS, type ExtensionValues } from './extension-readers.ts'
import { RefusedByPolicy } from './policy.ts'

/** The extensions of a certificate as Java reads them (RFC 5280, section 4.2). */
export interface Extensions {
  /** Of those that Java can read. */
  values: Partial<ExtensionValues>
  /** The object identifiers of those that are critical. */
  critical: ReadonlySet<string>
  /** What each holds, by object identifier; also those that Java cannot read, as long as they are not critical. */
  contents: ReadonlyMap<string, Uint8Array>
  /** Those that Java cannot read, unless another of the same kind can be read. */
  unreadable: ReadonlySet<string>
  /** Java can read every one of them. */
  areAllReadable: boolean
  /** The object identifier of the first critical one that Java does not know. */
  unknownCritical: string | undefined
}

const SEQUENCE = 0x30
const SET = 0x31
const BOOLEAN = 0x01
/** Of those that are not critical, the ones whose reading decides what a chain is worth. */
const DECISIVE: ReadonlySet<string> = new Set(['2.5.29.17', '2.5.29.30', '2.5.29.35'])

export const NO_EXTENSIONS: Extensions = {
  values: {},
  critical: new Set(),
  contents: new Map(),
  unreadable: new Set(),
  areAllReadable: true,
  unknownCritical: undefined,
}

/**
 * Reads the list of extensions.
 *
 * @throws Error where Java refuses the certificate: a critical one that it cannot read, or two of a kind
 * @throws RefusedByPolicy where it depends on the machine or the JDK whether Java can read one
 */
export function readExtensions(list: LazyElement): Extensions {
  const values: Partial<ExtensionValues> = {}
  const [critical, readable, unreadable] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const contents = new Map<string, Uint8Array>()
  const doubts = new Map<string, RefusedByPolicy>()
  let unknownCritical: string | undefined
  for (const node of list.expect(SEQUENCE).children()) {
    const { oid, isCritical, content } = readExtension(node)
    const problem = readValue(oid, isCritical, node, content, values)
    if (problem !== undefined && isCritical) throw problem
    // Java refuses two that it can read.
    const doubt = problem?.cause instanceof RefusedByPolicy ? problem.cause : doubts.get(oid)
    if (doubt !== undefined && (readable.has(oid) || unreadable.has(oid))) throw doubt
    if (problem !== undefined) {
      unreadable.add(oid)
      if (doubt !== undefined) doubts.set(oid, doubt)
      if (!contents.has(oid)) contents.set(oid, content)
      continue
    }
    if (readable.has(oid)) throw new Error(`a certificate has the extension ${oid} twice`)
    readable.add(oid)
    contents.set(oid, content)
    if (isCritical) critical.add(oid)
    if (isCritical && !(oid in EXTENSION_READERS)) unknownCritical ??= oid
  }
  const areAllReadable = unreadable.size === 0
  for (const oid of readable) unreadable.delete(oid)
  return { values, critical, contents, unreadable, areAllReadable, unknownCritical }
}

function readExtension(node: LazyElement): { oid: string; isCritical: boolean; content: Uint8Array } {
  if (node.tag !== SEQUENCE && node.tag !== SET) throw new Error('an extension of a certificate is broken')
  // Java takes no more than it needs: what follows may be anything.
  const parts = node.parts()
  const next = (): LazyElement | undefined => parts.next().value ?? undefined
  const [type, first] = [next(), next()]
  const isMarked = first?.tag === BOOLEAN
  const value = isMarked ? next() : first
  if (type === undefined || value === undefined)
    throw new Error('an extension of a certificate is incomplete')
  return { oid: readOid(type), isCritical: isMarked && readBoolean(first), content: value.octets() }
}

/** @returns why Java cannot read it */
function readValue(
  oid: string,
  isCritical: boolean,
  node: LazyElement,
  content: Uint8Array,
  values: Partial<ExtensionValues>,
): Error | undefined {
  const reader = EXTENSION_READERS[oid]
  if (reader === undefined) return undefined
  try {
    const read = (bytes: Uint8Array): LazyElement => node.inner(bytes)
    const readFirst = (bytes: Uint8Array): LazyElement => first(node.within(bytes))
    Object.assign(values, reader({ content, isCritical, read, readFirst }))
    return undefined
  } catch (cause) {
    if (cause instanceof RefusedByPolicy && (isCritical || DECISIVE.has(oid))) throw cause
    return new Error(`the extension ${oid} of a certificate cannot be read`, { cause })
  }
}

function first(node: LazyElement): LazyElement {
  const { value } = node.parts().next()
  if (value === undefined) throw new Error('an extension is empty')
  return value
}
