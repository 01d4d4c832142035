import type { Rule } from '../rule.ts'
import { fileName } from './file-names.ts'
import { referenceFormat, where } from './references.ts'
import { duplicate, missingInFallback, missingInOther, unused } from './strings.ts'

/** The documentation's rules on localisation. */
export const localisationRules: readonly Rule[] = [
  referenceFormat,
  missingInFallback,
  missingInOther,
  unused,
  duplicate,
  fileName,
  where,
]
