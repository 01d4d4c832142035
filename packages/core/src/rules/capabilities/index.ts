import type { Rule } from '../rule.ts'
import { capRecommended, capSince, capWrongProtocol } from './capability-advice.ts'
import {
  capBufferSizes,
  capIsolationSingle,
  capIsolationVia,
  capJdbcCancelAsync,
  capOdbcMetadataNone,
  capSubqueryOrTemp,
} from './capability-combinations.ts'
import { capDuplicate, capMissingAttr, capUnknown, capValue } from './capability-entries.ts'

/** The documentation's rules on capabilities. */
export const capabilitiesRules: readonly Rule[] = [
  capUnknown,
  capValue,
  capMissingAttr,
  capDuplicate,
  capRecommended,
  capSince,
  capWrongProtocol,
  capIsolationSingle,
  capIsolationVia,
  capSubqueryOrTemp,
  capJdbcCancelAsync,
  capOdbcMetadataNone,
  capBufferSizes,
]
