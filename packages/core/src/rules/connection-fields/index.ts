import type { Rule } from '../rule.ts'
import { conditionsCycle, conditionUnknownField, conditionUnreachableValue } from './conditions.ts'
import { databaseDbname, missingElementHides } from './metadata.ts'
import {
  booleanNeedsOptions,
  duplicateOption,
  optionsOnWrongType,
  selectionNeedsGroup,
  severalGroupsUnconditional,
} from './options.ts'
import {
  categoryAuthentication,
  categoryEndpoint,
  categorySsl,
  serverRequired,
  vendorDuplicatesPlatform,
  vendorNumberLegacy,
} from './platform-fields.ts'
import { fieldsMinVersion, fileDesktopOnly, placeholderType, textboxVersion } from './value-types.ts'
import {
  defaultNotOffered,
  editableFalseNeedsDefault,
  portRange,
  regExpInvalid,
  sslmodeValues,
} from './values.ts'

/** The documentation's rules on the connection dialog's fields and on connection metadata. */
export const connectionFieldsRules: readonly Rule[] = [
  conditionsCycle,
  conditionUnknownField,
  conditionUnreachableValue,
  booleanNeedsOptions,
  selectionNeedsGroup,
  optionsOnWrongType,
  duplicateOption,
  severalGroupsUnconditional,
  defaultNotOffered,
  editableFalseNeedsDefault,
  sslmodeValues,
  portRange,
  regExpInvalid,
  placeholderType,
  textboxVersion,
  fileDesktopOnly,
  fieldsMinVersion,
  serverRequired,
  categoryEndpoint,
  categoryAuthentication,
  categorySsl,
  vendorDuplicatesPlatform,
  vendorNumberLegacy,
  missingElementHides,
  databaseDbname,
]
