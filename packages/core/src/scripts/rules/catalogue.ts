// Generated from the files of the rules. Run `npm run docs` after a change.
import { rule as authImpersonateCapability } from './auth-impersonate-capability.ts'
import { rule as jsAttrNotRequired } from './js-attr-not-required.ts'
import { rule as jsBuilderReturnsArray } from './js-builder-returns-array.ts'
import { rule as jsJdbcUrlCredentials } from './js-jdbc-url-credentials.ts'
import { rule as jsLoggingDeprecated } from './js-logging-deprecated.ts'
import { rule as jsProductVersionLogic } from './js-product-version-logic.ts'
import { rule as jsPropertiesArray } from './js-properties-array.ts'
import { rule as jsSetImpersonateCall } from './js-set-impersonate-call.ts'
import { rule as jsThrowCustom } from './js-throw-custom.ts'
import { rule as jsUnknownHelper } from './js-unknown-helper.ts'
import type { ScriptRule } from './script-rule.ts'

/** The rules that a script's syntax is held against. */
export const syntaxRules: readonly ScriptRule[] = [
  authImpersonateCapability,
  jsAttrNotRequired,
  jsBuilderReturnsArray,
  jsJdbcUrlCredentials,
  jsLoggingDeprecated,
  jsProductVersionLogic,
  jsPropertiesArray,
  jsSetImpersonateCall,
  jsThrowCustom,
  jsUnknownHelper,
]
