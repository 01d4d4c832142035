import type { RuleDescription } from '../../rules/rule.ts'
import { attrNotRequired, jdbcUrlCredentials } from './attributes.ts'
import { builderReturnsArray, propertiesArray, throwCustom } from './results.ts'
import type { ScriptRule } from './script-rule.ts'
import { loggingDeprecated, productVersionLogic, setImpersonateCall } from './tableau-calls.ts'
import { trialError, trialResult } from './trial-rules.ts'
import { unknownHelper } from './unknown-helper.ts'
import { fieldUnused, impersonateCapability } from './whole-connector.ts'

/** The rules that a script's syntax is held against. */
export const syntaxRules: readonly ScriptRule[] = [
  setImpersonateCall,
  loggingDeprecated,
  propertiesArray,
  builderReturnsArray,
  jdbcUrlCredentials,
  productVersionLogic,
  throwCustom,
  unknownHelper,
  attrNotRequired,
  impersonateCapability,
]

/** Every rule on what scripts do, for documentation and settings. */
export const scriptContentRules: readonly RuleDescription[] = [
  ...syntaxRules,
  fieldUnused,
  trialError,
  trialResult,
]
