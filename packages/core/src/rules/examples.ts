import { authenticationExamples } from './authentication/examples.ts'
import { capabilitiesExamples } from './capabilities/examples.ts'
import { connectionFieldsExamples } from './connection-fields/examples.ts'
import { dialectExamples } from './dialect/examples.ts'
import { galleryExamples } from './gallery/examples.ts'
import { ignoringExamples } from './ignoring/examples.ts'
import { localisationExamples } from './localisation/examples.ts'
import { manifestExamples } from './manifest/examples.ts'
import { oauthExamples } from './oauth/examples.ts'
import { packagerExamples } from './packager/examples.ts'
import { readingExamples } from './reading/examples.ts'
import { resolverExamples } from './resolver/examples.ts'
import type { RuleExample } from './rule-example.ts'
import { scriptsExamples } from './scripts/examples.ts'
import { securityExamples } from './security/examples.ts'
import { webDataExamples } from './web-data/examples.ts'

/** An example for each rule. Only documentation and tests need them: import this module on demand. */
export const ruleExamples: readonly RuleExample[] = [
  ...webDataExamples,
  ...ignoringExamples,
  ...connectionFieldsExamples,
  ...authenticationExamples,
  ...oauthExamples,
  ...localisationExamples,
  ...securityExamples,
  ...dialectExamples,
  ...manifestExamples,
  ...capabilitiesExamples,
  ...resolverExamples,
  ...galleryExamples,
  ...scriptsExamples,
  ...packagerExamples,
  ...readingExamples,
]
