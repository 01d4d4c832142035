import type { Rule } from '../rule.ts'
import { freeformProperties, oauthSecretField, sensitiveField } from './fields.ts'

/** The documentation's rules on security. */
export const securityRules: readonly Rule[] = [sensitiveField, freeformProperties, oauthSecretField]
