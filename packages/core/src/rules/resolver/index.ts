import type { Rule } from '../rule.ts'
import { tdrAttrBlank, tdrAttrDuplicate, tdrAttrUnknown, tdrNormalizerSecurity } from './attribute-list.ts'
import { tdrBuilderMissing } from './connection-builder.ts'
import {
  tdrDriverRegexInvalid,
  tdrDriverResolverJdbc,
  tdrDriverResolverOdbc,
  tdrDriverVersionDiscouraged,
} from './driver-resolver.ts'
import { tdrMatcherDeprecated, tdrSetImpersonate } from './obsolete-elements.ts'

/** The documentation's rules on the connection resolver. */
export const resolverRules: readonly Rule[] = [
  tdrMatcherDeprecated,
  tdrSetImpersonate,
  tdrAttrUnknown,
  tdrAttrDuplicate,
  tdrAttrBlank,
  tdrNormalizerSecurity,
  tdrDriverResolverJdbc,
  tdrDriverResolverOdbc,
  tdrDriverVersionDiscouraged,
  tdrDriverRegexInvalid,
  tdrBuilderMissing,
]
