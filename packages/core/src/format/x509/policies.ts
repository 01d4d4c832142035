import { readInt, readOid } from '../der/element-values.ts'
import type { LazyElement } from '../der/lazy-element.ts'

/** A policy below an authority that stands for one of its own. */
export interface PolicyMapping {
  issuerPolicy: string
  subjectPolicy: string
}

/** After how many certificates a policy is required, and mappings no longer count; undefined where it is not said. */
export interface PolicyConstraints {
  requireExplicit: number | undefined
  inhibitMapping: number | undefined
}

const SEQUENCE = 0x30

/** A policy that a certificate was issued under. */
export interface CertificatePolicy {
  oid: string
  /** There is more to say about it. */
  isQualified: boolean
}

/** certificatePolicies. @throws Error where Java cannot read them */
export function readPolicies(node: LazyElement): CertificatePolicy[] {
  return node.expect(SEQUENCE).children().map(readPolicy)
}

function readPolicy(node: LazyElement): CertificatePolicy {
  const [identifier, qualifiers] = node.expect(SEQUENCE).parts()
  if (identifier === undefined) throw new Error('a policy has no identifier')
  const oid = readOid(identifier)
  if (qualifiers === undefined) return { oid, isQualified: false }
  const list = qualifiers.expect(SEQUENCE).children()
  if (list.length === 0) throw new Error('a list of qualifiers is empty')
  for (const qualifier of list) {
    const [type] = qualifier.expect(SEQUENCE).parts()
    if (type === undefined) throw new Error('a qualifier has no identifier')
    readOid(type)
  }
  return { oid, isQualified: true }
}

/** policyMappings. @throws Error where Java cannot read them */
export function readPolicyMappings(node: LazyElement): PolicyMapping[] {
  return node
    .expect(SEQUENCE)
    .children()
    .map((mapping) => {
      const [issuer, subject] = mapping.expect(SEQUENCE).parts()
      if (issuer === undefined || subject === undefined) throw new Error('a mapping is incomplete')
      return { issuerPolicy: readOid(issuer), subjectPolicy: readOid(subject) }
    })
}

/** policyConstraints. @throws Error where Java cannot read them */
export function readPolicyConstraints(node: LazyElement): PolicyConstraints {
  let requireExplicit: number | undefined
  let inhibitMapping: number | undefined
  for (const part of node.expect(SEQUENCE).parts()) {
    const value = readInt(part, part.tag)
    // Java takes -1 for not said.
    if (part.tag === 0x80 && requireExplicit === undefined) requireExplicit = said(value)
    else if (part.tag === 0x81 && inhibitMapping === undefined) inhibitMapping = said(value)
    else throw new Error('policyConstraints is broken')
  }
  return { requireExplicit, inhibitMapping }
}

function said(value: number): number | undefined {
  return value === -1 ? undefined : value
}
