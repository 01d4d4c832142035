import type { Rule } from '../rule.ts'
import { diaDateFunctionFormat, diaDateparseMap, diaLiteralFormula, diaStartOfWeekOverload } from './dates.ts'
import {
  diaBoolValueCap,
  diaCreateTableCap,
  diaDropTableCap,
  diaSelectIntoCap,
} from './dialect-capabilities.ts'
import { diaBoolLegacyValue, diaSince } from './dialect-releases.ts'
import { diaBaseUnknown, diaMissingForOdbcJdbc, diaVersionFormat } from './dialect-root.ts'
import {
  diaDuplicateOverload,
  diaFormulaPart,
  diaFormulaRequired,
  diaGroupUnknown,
  diaUnaggNonAggregate,
} from './functions.ts'
import { diaPlaceholderRange } from './placeholders.ts'
import {
  diaBaseTypes,
  diaCreateTableTokens,
  diaDropTableToken,
  diaLocalTypeDuplicate,
  diaNonullcheck,
} from './sql-format.ts'

/** The documentation's rules on dialect. */
export const dialectRules: readonly Rule[] = [
  diaBaseUnknown,
  diaMissingForOdbcJdbc,
  diaVersionFormat,
  diaGroupUnknown,
  diaFormulaRequired,
  diaUnaggNonAggregate,
  diaFormulaPart,
  diaPlaceholderRange,
  diaDuplicateOverload,
  diaDateFunctionFormat,
  diaStartOfWeekOverload,
  diaDateparseMap,
  diaLiteralFormula,
  diaCreateTableTokens,
  diaCreateTableCap,
  diaSelectIntoCap,
  diaDropTableToken,
  diaDropTableCap,
  diaBoolValueCap,
  diaBoolLegacyValue,
  diaSince,
  diaNonullcheck,
  diaBaseTypes,
  diaLocalTypeDuplicate,
]
