import type { Connector } from '../connector/connector.ts'
import { collapseBlanks } from '../connector/xml-query.ts'
import { classConsistent, classFileName, classMissing, dbclassConsistent } from './class.ts'
import {
  advancedRequiredNeedsDefault,
  authenticationFieldRequired,
  fieldNameDuplicate,
  fieldNameNotAllowed,
  fieldSecureOnlyPassword,
  instanceurlNeedsOauthCondition,
} from './connection-fields.ts'
import { dialectDefaultSql } from './dialect.ts'
import { documentedRules } from './documented-rules.ts'
import { ignoringRules } from './ignoring/index.ts'
import { jdbcNeedsConnectionProperties } from './jdbc-properties.ts'
import { httpsOnly } from './links.ts'
import { fallbackResourcesMissing, metadataNeedsFields, nullOauthConfigAlone } from './manifest-references.ts'
import { readingRules } from './reading-rules.ts'
import {
  attributesMissingAuthentication,
  attributesMissingDbname,
  attributesMissingServer,
  requiredAttributesCoverFields,
  tcdNeedsExplicitAttributes,
} from './required-attributes.ts'
import type { Rule, RuleDescription } from './rule.ts'
import { scriptRules } from './script-rules.ts'
import { fieldLabelProhibitedWord, fieldNameProhibitedWord } from './secret-fields.ts'
import { signingRules } from './signing-rules.ts'
import { vendorDefinedFields } from './vendor-fields.ts'
import { minVersionFormat, pluginVersionFormat } from './versions.ts'
import { rulesForWebData, webDataRules, webDataSuperclass } from './web-data/index.ts'

export type { Rule, RuleContext, RuleDescription, RuleFinding } from './rule.ts'

/** The rules of Tableau's packager. Breaking one that is an error keeps the connector from being packaged. */
export const packagingRules: readonly Rule[] = [
  httpsOnly,
  classMissing,
  classFileName,
  classConsistent,
  dbclassConsistent,
  minVersionFormat,
  pluginVersionFormat,
  nullOauthConfigAlone,
  metadataNeedsFields,
  fallbackResourcesMissing,
  fieldSecureOnlyPassword,
  fieldNameNotAllowed,
  fieldNameDuplicate,
  fieldNameProhibitedWord,
  fieldLabelProhibitedWord,
  instanceurlNeedsOauthCondition,
  advancedRequiredNeedsDefault,
  authenticationFieldRequired,
  tcdNeedsExplicitAttributes,
  requiredAttributesCoverFields,
  jdbcNeedsConnectionProperties,
  attributesMissingAuthentication,
  attributesMissingServer,
  attributesMissingDbname,
  dialectDefaultSql,
  vendorDefinedFields,
]

/** Every rule that runs over a connector. */
export const rules: readonly Rule[] = [...packagingRules, ...documentedRules]

/** The rules that apply to a connector. One that builds on a web application shares few of them with the others. */
export function rulesFor({ superclass }: Pick<Connector, 'superclass'>): readonly Rule[] {
  return collapseBlanks(superclass ?? '') === webDataSuperclass ? rulesForWebData : rules
}

/** Every rule that may appear in a report on a connector's files, for documentation and settings. */
export const ruleDescriptions: readonly RuleDescription[] = [
  ...readingRules,
  ...scriptRules,
  ...signingRules,
  ...ignoringRules,
  ...webDataRules,
  ...rules,
]
