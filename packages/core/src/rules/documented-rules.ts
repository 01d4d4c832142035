import { authenticationRules } from './authentication/index.ts'
import { capabilitiesRules } from './capabilities/index.ts'
import { connectionFieldsRules } from './connection-fields/index.ts'
import { dialectRules } from './dialect/index.ts'
import { galleryRules } from './gallery/index.ts'
import { localisationRules } from './localisation/index.ts'
import { manifestRules } from './manifest/index.ts'
import { oauthRules } from './oauth/index.ts'
import { resolverRules } from './resolver/index.ts'
import type { Rule } from './rule.ts'
import { securityRules } from './security/index.ts'

/** The rules that the documentation states and Tableau's packager does not check. */
export const documentedRules: readonly Rule[] = [
  ...connectionFieldsRules,
  ...authenticationRules,
  ...oauthRules,
  ...localisationRules,
  ...securityRules,
  ...dialectRules,
  ...manifestRules,
  ...capabilitiesRules,
  ...resolverRules,
  ...galleryRules,
]
