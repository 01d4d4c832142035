import { refused } from '../cms/jar-block-problem.ts'
import { expectTag, partsOf, readable, TAG } from '../cms/jar-block-values.ts'
import { type BerElement, berParts, encodeBerElement } from '../der/ber-element.ts'
import { readBits, readTime } from '../der/element-values.ts'
import { LazyElement } from '../der/lazy-element.ts'
import { readAlgorithm } from '../x509/algorithm-identifier.ts'
import { type Extensions, readExtensions } from '../x509/extensions.ts'
import { readGeneralNames } from '../x509/general-names.ts'
import { readName } from '../x509/name.ts'

const UTC_TIME = 0x17
const CERTIFICATE_ISSUER = '2.5.29.29'
/** The version of RFC 5280, which is written as one less. */
const VERSION_2 = 1

/**
 * Checks that the revocation lists of a token are of a form that every JDK reads. None asks what they say, but a JDK that
 * cannot read one does not read the token either.
 *
 * @throws JarBlockProblem
 */
export function checkRevocationLists(element: BerElement): void {
  for (const list of readable(() => berParts(element), 'the revocation lists')) {
    const [signed, algorithm, signature, ...others] = partsOf(list, TAG.sequence, 'a revocation list')
    const fields = partsOf(signed, TAG.sequence, 'a revocation list')
    const isSigned = others.length === 0 && hasSignature(algorithm, signature)
    if (!isSigned || algorithm === undefined || !isPlain(fields, algorithm))
      refused('timestamp-form', 'it has a revocation list of a form that not every JDK reads')
  }
}

/** Java reads them, but does not verify anything. */
function hasSignature(algorithm: BerElement | undefined, signature: BerElement | undefined): boolean {
  try {
    readAlgorithm(lazy(algorithm))
    readBits(lazy(signature))
    return true
  } catch {
    return false
  }
}

function isPlain(fields: readonly BerElement[], outer: BerElement): boolean {
  try {
    const rest = [...fields]
    if (rest[0]?.tag === TAG.integer && numberIn(rest.shift()) !== VERSION_2) return false
    const [algorithm, issuer, thisUpdate] = rest.splice(0, 3)
    if (algorithm === undefined || issuer === undefined || !isSame(algorithm, outer)) return false
    if (readName(lazy(issuer)).parts.length === 0) return false
    readTime(lazy(thisUpdate))
    if (isTime(rest[0])) readTime(lazy(rest.shift()))
    if (rest[0]?.tag === TAG.sequence) berParts(rest.shift() as BerElement).forEach(checkRevoked)
    if (rest[0]?.tag === TAG.context0) checkExtensions(berParts(rest.shift() as BerElement)[0])
    return rest.length === 0
  } catch {
    return false
  }
}

function checkRevoked(entry: BerElement): void {
  const [serial, time, extensions, ...others] = partsOf(entry, TAG.sequence, 'a revoked certificate')
  numberIn(serial)
  readTime(lazy(time))
  if (extensions !== undefined) checkIssuer(checkExtensions(extensions))
  if (others.length > 0) throw new Error('a revoked certificate has too many parts')
}

/** Java looks for a directory name there; JDK 17 takes the first name for one. */
function checkIssuer({ contents }: Extensions): void {
  const content = contents.get(CERTIFICATE_ISSUER)
  if (content === undefined) return
  const [name] = readGeneralNames(LazyElement.read(content))
  if (name?.kind !== 'directory') throw new Error('a certificate has no issuer')
}

/** Java reads every extension that it knows, critical or not, unlike those of a certificate. */
function checkExtensions(list: BerElement | undefined): Extensions {
  const extensions = readExtensions(lazy(list))
  if (!extensions.areAllReadable) throw new Error('an extension cannot be read')
  return extensions
}

function isSame(one: BerElement, other: BerElement): boolean {
  return Buffer.compare(encodeBerElement(one), encodeBerElement(other)) === 0
}

function isTime(element: BerElement | undefined): boolean {
  return element?.tag === UTC_TIME || element?.tag === TAG.generalizedTime
}

function numberIn(element: BerElement | undefined): number {
  const { content } = expectTag(element, TAG.integer, 'a number')
  if (content.length === 0) throw new Error('a number is empty')
  return content.length === 1 ? (content[0] ?? 0) : Number.POSITIVE_INFINITY
}

function lazy(element: BerElement | undefined): LazyElement {
  if (element === undefined) throw new Error('a part is missing')
  return LazyElement.read(encodeBerElement(element))
}
