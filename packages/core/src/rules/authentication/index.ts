import type { Rule } from '../rule.ts'
import {
  dialogValues,
  modeMismatch,
  noneSpelling,
  oldDialogDiscouraged,
  promptsInAttributes,
} from './dialog-options.ts'
import { hiveSparkAttribute, hiveSparkOptions } from './hive-spark.ts'
import { fieldsMatchMode, valueUnsupported } from './modes.ts'
import { configNeedsOauth, oauthAttributes, oauthNeedsConfig } from './oauth.ts'

/** The documentation's rules on ways to sign in. */
export const authenticationRules: readonly Rule[] = [
  valueUnsupported,
  fieldsMatchMode,
  oauthNeedsConfig,
  configNeedsOauth,
  oauthAttributes,
  noneSpelling,
  dialogValues,
  modeMismatch,
  hiveSparkOptions,
  hiveSparkAttribute,
  promptsInAttributes,
  oldDialogDiscouraged,
]
