import type { Certificate } from '../../format/x509/certificate.ts'
import type { CertificatePolicy } from '../../format/x509/policies.ts'
import { RefusedByPolicy } from '../../format/x509/policy.ts'
import { namesItself } from './block-chain.ts'

const CERTIFICATE_POLICIES = '2.5.29.32'
const ANY_POLICY = '2.5.29.32.0'
/** Mappings can multiply policies without end; no real chain has a dozen. */
const MAXIMUM_NODES = 1000
/** Of one certificate, and as many mappings. */
const MAXIMUM_POLICIES = 100

interface PolicyNode {
  depth: number
  policy: string
  /** The policies that count below it. */
  expected: Set<string>
  /** `expected` is still what it was at first. */
  isOriginal: boolean
  children: Set<PolicyNode>
  parent: PolicyNode | undefined
}

/** The policies that a chain is valid for (RFC 5280, section 6.1), from above. A JDK does not ask for any of them. */
export class PolicyTree {
  readonly #length: number
  #root: PolicyNode | undefined
  #nodes = 0
  #depth = 0
  #explicitPolicy: number
  #policyMapping: number
  #inhibitAnyPolicy: number

  /** @param length how many certificates the chain has, without the root */
  constructor(length: number) {
    this.#length = length
    this.#root = this.#node(undefined, ANY_POLICY, [ANY_POLICY], true)
    this.#explicitPolicy = length + 1
    this.#policyMapping = length + 1
    this.#inhibitAnyPolicy = length + 1
  }

  /** Adds the next certificate. @returns why the chain is not valid, to follow the name of the certificate */
  add(certificate: Certificate): string | undefined {
    this.#depth += 1
    const isLast = this.#depth === this.#length
    const { values, critical } = certificate.reading.extensions
    const { policies, policyMappings } = values
    if (Math.max(policies?.length ?? 0, policyMappings?.length ?? 0) > MAXIMUM_POLICIES)
      throw new RefusedByPolicy(`has more than ${MAXIMUM_POLICIES} policies, or mappings of policies`)
    if (policies === undefined) this.#root = undefined
    else if (this.#root !== undefined) {
      const isRefused = critical.has(CERTIFICATE_POLICIES) && policies.some(isQualifiedPolicy)
      if (isRefused) return 'has critical policies with qualifiers, which Java does not support'
      const oids = policies.map(({ oid }) => oid)
      this.#addPolicies(this.#root, oids, !isLast && namesItself(certificate))
    }
    if (!isLast && policyMappings !== undefined && this.#root !== undefined) {
      const withAny = policyMappings.some(
        ({ issuerPolicy, subjectPolicy }) => issuerPolicy === ANY_POLICY || subjectPolicy === ANY_POLICY,
      )
      if (withAny) return 'maps the policy that stands for any other (anyPolicy)'
      for (const { issuerPolicy, subjectPolicy } of policyMappings) this.#map(issuerPolicy, subjectPolicy)
      this.#prune()
    }
    return this.#count(certificate, isLast)
  }

  #addPolicies(root: PolicyNode, policies: readonly string[], isAnyAllowed: boolean): void {
    const parents = nodesAt(root, this.#depth - 1)
    for (const policy of policies.filter((one) => one !== ANY_POLICY)) {
      const fitting = parents.filter(({ expected }) => expected.has(policy))
      const any = parents.filter(({ expected }) => expected.has(ANY_POLICY))
      for (const parent of fitting.length > 0 ? fitting : any) this.#node(parent, policy, [policy], true)
    }
    if (policies.includes(ANY_POLICY) && (this.#inhibitAnyPolicy > 0 || isAnyAllowed)) {
      for (const parent of parents) this.#addRest(parent)
    }
    this.#prune()
  }

  /** A child for each expected policy that has none. */
  #addRest(parent: PolicyNode): void {
    for (const policy of parent.expected) {
      const isThere = [...parent.children].some((child) => child.policy === policy)
      if (!isThere) this.#node(parent, policy, [policy], true)
    }
  }

  #map(issuerPolicy: string, subjectPolicy: string): void {
    // Java takes a negative count for neither allowed nor forbidden.
    if (this.#root === undefined || this.#policyMapping < 0) return
    const nodes = nodesAt(this.#root, this.#depth)
    const valid = nodes.filter(({ policy }) => policy === issuerPolicy)
    for (const node of valid) {
      if (this.#policyMapping === 0) node.parent?.children.delete(node)
      else expect(node, subjectPolicy)
    }
    if (valid.length > 0 || this.#policyMapping === 0) return
    for (const { parent } of nodes.filter(({ policy }) => policy === ANY_POLICY)) {
      this.#node(parent, issuerPolicy, [subjectPolicy], false)
    }
  }

  /** Drops what leads nowhere. */
  #prune(): void {
    if (this.#root === undefined) return
    prune(this.#root, this.#depth)
    if (this.#root.children.size === 0) this.#root = undefined
  }

  #count(certificate: Certificate, isLast: boolean): string | undefined {
    const { policyConstraints, inhibitAnyPolicy } = certificate.reading.extensions.values
    const { requireExplicit, inhibitMapping } = policyConstraints ?? {}
    const explicitPolicy = lowered(this.#explicitPolicy, certificate)
    const required = isLast && requireExplicit === 0 ? 0 : isLast ? explicitPolicy : this.#explicitPolicy
    if (required === 0 && this.#root === undefined) return 'requires a policy that its chain does not have'
    if (isLast) return undefined
    this.#explicitPolicy = Math.min(explicitPolicy, requireExplicit ?? explicitPolicy)
    const mapping = lowered(this.#policyMapping, certificate)
    this.#policyMapping = Math.min(mapping, inhibitMapping ?? mapping)
    const any = lowered(this.#inhibitAnyPolicy, certificate)
    this.#inhibitAnyPolicy = Math.min(any, inhibitAnyPolicy ?? any)
    return undefined
  }

  #node(parent: PolicyNode | undefined, policy: string, expected: string[], isOriginal: boolean): PolicyNode {
    this.#nodes += 1
    if (this.#nodes > MAXIMUM_NODES) throw new RefusedByPolicy('has a chain with too many policies')
    const depth = parent === undefined ? 0 : parent.depth + 1
    const node: PolicyNode = {
      depth,
      policy,
      expected: new Set(expected),
      isOriginal,
      children: new Set(),
      parent,
    }
    parent?.children.add(node)
    return node
  }
}

function isQualifiedPolicy({ oid, isQualified }: CertificatePolicy): boolean {
  return isQualified && oid !== ANY_POLICY
}

function lowered(count: number, certificate: Certificate): number {
  return count > 0 && !namesItself(certificate) ? count - 1 : count
}

function nodesAt(node: PolicyNode, depth: number): PolicyNode[] {
  return node.depth === depth ? [node] : [...node.children].flatMap((child) => nodesAt(child, depth))
}

function expect(node: PolicyNode, policy: string): void {
  if (node.isOriginal) node.expected.clear()
  node.isOriginal = false
  node.expected.add(policy)
}

function prune(node: PolicyNode, depth: number): void {
  for (const child of node.children) {
    prune(child, depth)
    if (child.children.size === 0 && depth > child.depth) node.children.delete(child)
  }
}
