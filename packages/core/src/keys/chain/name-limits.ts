import { isMalformedText, textOfAttribute } from '../../format/x509/attribute-text.ts'
import type { Certificate } from '../../format/x509/certificate.ts'
import { checkDomainName, checkEmailAddress, type GeneralName } from '../../format/x509/general-names.ts'
import { readAddress } from '../../format/x509/ip-address.ts'
import type { Name } from '../../format/x509/name.ts'
import type { NameConstraints, Subtree } from '../../format/x509/name-constraints.ts'
import { nameRelation } from '../../format/x509/name-relation.ts'
import { RefusedByPolicy } from '../../format/x509/policy.ts'
import { intersectSubtrees, uniteSubtrees, withoutExcluded } from './subtrees.ts'

const EMAIL_ADDRESS_OID = '1.2.840.113549.1.9.1'
const COMMON_NAME_OID = '2.5.4.3'
/** Each is compared with each. */
const MAXIMUM_SUBTREES = 500
const MAXIMUM_COMPARISONS = 100_000

/** Names that Java fails to compare; the message follows the name of the certificate. */
export class NamesProblem extends Error {}

/** Which names the authorities of a chain allow below them, put together from above. */
export class NameLimits {
  #permitted: Subtree[] | undefined
  #excluded: Subtree[] | undefined
  #isSet = false

  /**
   * Adds what the next authority allows.
   *
   * @throws Error where Java cannot put them together, and refuses the chain
   * @throws RefusedByPolicy where there are too many
   */
  add(constraints: NameConstraints | undefined): void {
    if (constraints === undefined) return
    const { permitted, excluded } = constraints
    const all = [this.#permitted, this.#excluded, permitted, excluded]
    if (all.flatMap((list) => list ?? []).length > MAXIMUM_SUBTREES)
      throw new RefusedByPolicy(
        `has, with the authorities above it, more than ${MAXIMUM_SUBTREES} name constraints`,
      )
    if (excluded !== undefined)
      this.#excluded = this.#excluded ? uniteSubtrees(this.#excluded, excluded) : [...excluded]
    if (permitted !== undefined) {
      if (this.#permitted === undefined) this.#permitted = [...permitted]
      else this.#narrow(this.#permitted, permitted)
    }
    if (this.#isSet && this.#permitted !== undefined && this.#excluded !== undefined)
      this.#permitted = withoutExcluded(this.#permitted, this.#excluded)
    this.#isSet = true
  }

  #narrow(permitted: readonly Subtree[], further: readonly Subtree[]): void {
    const { left, excluded } = intersectSubtrees(permitted, further)
    this.#permitted = left
    if (excluded === undefined) return
    this.#excluded = this.#excluded ? uniteSubtrees(this.#excluded, excluded) : excluded
  }

  /**
   * Says which name of a certificate is not allowed, to follow its subject; undefined when all are.
   *
   * @throws RefusedByPolicy where that depends on the machine
   * @throws NamesProblem where Java fails at it
   */
  refusal(certificate: Certificate): string | undefined {
    if (!this.#isSet) return undefined
    const all = [...(this.#permitted ?? []), ...(this.#excluded ?? [])]
    if (all.some(({ isLimited }) => isLimited))
      return 'is below name constraints with limits that Java does not support'
    try {
      const names = namesOf(certificate)
      if (names.length * all.length > MAXIMUM_COMPARISONS)
        throw new RefusedByPolicy(`has more names than can be compared with ${all.length} name constraints`)
      const name = names.find((one) => !this.#allows(one))
      return name === undefined
        ? undefined
        : `has a name that the authorities above it do not allow (${describe(name)})`
    } catch (error) {
      if (error instanceof RefusedByPolicy) throw error
      throw new NamesProblem(
        `cannot be checked against the name constraints above it, because ${(error as Error).message}`,
      )
    }
  }

  #allows(name: GeneralName): boolean {
    const excluded = (this.#excluded ?? []).some((one) => isWithin(nameRelation(one.name, name)))
    if (excluded) return false
    const permitted = this.#permitted ?? []
    let isOfSameKind = false
    for (const one of permitted) {
      const relation = nameRelation(one.name, name)
      if (isWithin(relation)) return true
      if (relation !== 'unrelated') isOfSameKind = true
    }
    return !isOfSameKind
  }
}

function isWithin(relation: ReturnType<typeof nameRelation>): boolean {
  return relation === 'equal' || relation === 'below'
}

/** The subject, the alternative names, and what Java takes for such in the subject. */
function namesOf({ reading }: Certificate): GeneralName[] {
  const { subject, extensions } = reading
  const alternative = [...(extensions.values.subjectAlternativeNames ?? emailAddresses(subject))]
  const host = hostName(subject)
  if (host !== undefined && !alternative.some(({ kind }) => kind === host.kind)) alternative.push(host)
  return [...(subject.isEmpty ? [] : [{ kind: 'directory', name: subject } as const]), ...alternative]
}

/** @throws Error where Java gives up: an address of a type that is no text, unlike a text that is no address */
function emailAddresses({ parts }: Name): GeneralName[] {
  const attributes = parts.flat().filter(({ oid }) => oid === EMAIL_ADDRESS_OID)
  return attributes.flatMap((attribute) => {
    const text = textOfAttribute(attribute)
    if (text === undefined) throw new Error('the e-mail address in its subject is not text')
    if (isMalformedText(attribute)) throw new RefusedByPolicy('has an e-mail address that is not UTF-8')
    return failure(() => checkEmailAddress(text)) ? [] : [{ kind: 'email', text } as const]
  })
}

function hostName({ parts }: Name): GeneralName | undefined {
  const part = parts.findLast((attributes) => attributes.some(({ oid }) => oid === COMMON_NAME_OID))
  const attribute = part?.find(({ oid }) => oid === COMMON_NAME_OID)
  const text = attribute && textOfAttribute(attribute)
  if (text === undefined) return undefined
  const address = readAddress(text)
  if (address.kind === 'address') return { kind: 'ip', address: address.bytes }
  if (address.kind === 'unusable') return undefined
  return failure(() => checkDomainName(text)) ? undefined : { kind: 'dns', text }
}

function failure(check: () => unknown): boolean {
  try {
    check()
    return false
  } catch {
    return true
  }
}

function describe(name: GeneralName): string {
  if (name.kind === 'directory') return 'its subject, or a directory name beside it'
  return 'text' in name ? name.text : name.kind
}
