import { context, element, objectIdentifier, sequence } from '../../../format/der/der-writer.ts'
import { EXTENSION, type MadeExtension, nameOf } from './certificate-maker.ts'

export const directory = (name: string): Uint8Array => context(4, nameOf(name))
export const email = (text: string): Uint8Array => element(0x81, Buffer.from(text))
export const host = (text: string): Uint8Array => element(0x82, Buffer.from(text))

export const alternative = (...list: Uint8Array[]): MadeExtension => ({
  oid: EXTENSION.subjectAlternativeName,
  value: sequence(...list),
})

export function names(permitted: Uint8Array[], excluded: Uint8Array[] = []): MadeExtension {
  const trees = (tag: number, list: Uint8Array[]): Uint8Array[] =>
    list.length === 0 ? [] : [context(tag, ...list.map((name) => sequence(name)))]
  return {
    oid: EXTENSION.nameConstraints,
    critical: true,
    value: sequence(...trees(0, permitted), ...trees(1, excluded)),
  }
}

export const policies = (...list: string[]): MadeExtension => ({
  oid: EXTENSION.certificatePolicies,
  value: sequence(...list.map((policy) => sequence(objectIdentifier(policy)))),
})

export const qualified = (policy: string): MadeExtension => ({
  oid: EXTENSION.certificatePolicies,
  value: sequence(
    sequence(
      objectIdentifier(policy),
      sequence(
        sequence(objectIdentifier('1.3.6.1.5.5.7.2.1'), element(0x16, Buffer.from('http://example.com'))),
      ),
    ),
  ),
})

export const requirePolicy = (after: number): MadeExtension => ({
  oid: EXTENSION.policyConstraints,
  critical: true,
  value: sequence(element(0x80, Buffer.from([after]))),
})
