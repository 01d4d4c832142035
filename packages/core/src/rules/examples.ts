// Generated from the files of the rules. Run `npm run docs` after a change.
// biome-ignore-all assist/source/organizeImports: sorted by path.
import { example as authImpersonateCapability } from '../scripts/rules/auth-impersonate-capability.ts'
import { example as jsAddressEncoding } from '../scripts/rules/js-address-encoding.ts'
import { example as jsAttrNotRequired } from '../scripts/rules/js-attr-not-required.ts'
import { example as jsBuilderReturnsArray } from '../scripts/rules/js-builder-returns-array.ts'
import { example as jsFieldUnused } from '../scripts/rules/js-field-unused.ts'
import { example as jsJdbcPrefix } from '../scripts/rules/js-jdbc-prefix.ts'
import { example as jsJdbcUrlCredentials } from '../scripts/rules/js-jdbc-url-credentials.ts'
import { example as jsLoggingDeprecated } from '../scripts/rules/js-logging-deprecated.ts'
import { example as jsLogsPassword } from '../scripts/rules/js-logs-password.ts'
import { example as jsProductVersionLogic } from '../scripts/rules/js-product-version-logic.ts'
import { example as jsPropertiesArray } from '../scripts/rules/js-properties-array.ts'
import { example as jsSetImpersonateCall } from '../scripts/rules/js-set-impersonate-call.ts'
import { example as jsThrowCustom } from '../scripts/rules/js-throw-custom.ts'
import { example as jsUnknownHelper } from '../scripts/rules/js-unknown-helper.ts'
import { example as jsValueEscaping } from '../scripts/rules/js-value-escaping.ts'
import { example as scriptTrialError } from '../scripts/rules/script-trial-error.ts'
import { example as scriptTrialResult } from '../scripts/rules/script-trial-result.ts'
import { example as authConfigNeedsOauth } from './authentication/auth-config-needs-oauth.ts'
import { example as authFieldsMatchMode } from './authentication/auth-fields-match-mode.ts'
import { example as authHiveSparkAttribute } from './authentication/auth-hive-spark-attribute.ts'
import { example as authHiveSparkOptions } from './authentication/auth-hive-spark-options.ts'
import { example as authIntegratedCapability } from './authentication/auth-integrated-capability.ts'
import { example as authNoneSpelling } from './authentication/auth-none-spelling.ts'
import { example as authOauthAttributes } from './authentication/auth-oauth-attributes.ts'
import { example as authOauthNeedsConfig } from './authentication/auth-oauth-needs-config.ts'
import { example as authTcdModeMismatch } from './authentication/auth-tcd-mode-mismatch.ts'
import { example as authTcdValues } from './authentication/auth-tcd-values.ts'
import { example as authValueUnsupported } from './authentication/auth-value-unsupported.ts'
import { example as authenticationFieldRequired } from './authentication/authentication-field-required.ts'
import { example as tcdSince } from './authentication/tcd-since.ts'
import { example as tcdV1Discouraged } from './authentication/tcd-v1-discouraged.ts'
import { example as tcdVendorInAttributes } from './authentication/tcd-vendor-in-attributes.ts'
import { example as capBufferSizes } from './capabilities/cap-buffer-sizes.ts'
import { example as capDuplicate } from './capabilities/cap-duplicate.ts'
import { example as capExtractOnlyRefresh } from './capabilities/cap-extract-only-refresh.ts'
import { example as capIsolationSingle } from './capabilities/cap-isolation-single.ts'
import { example as capIsolationVia } from './capabilities/cap-isolation-via.ts'
import { example as capJdbcCancelAsync } from './capabilities/cap-jdbc-cancel-async.ts'
import { example as capMissingAttr } from './capabilities/cap-missing-attr.ts'
import { example as capOdbcMetadataNone } from './capabilities/cap-odbc-metadata-none.ts'
import { example as capRecommended } from './capabilities/cap-recommended.ts'
import { example as capSince } from './capabilities/cap-since.ts'
import { example as capSubqueryOrTemp } from './capabilities/cap-subquery-or-temp.ts'
import { example as capSuppressedSelector } from './capabilities/cap-suppressed-selector.ts'
import { example as capTopstyleSingle } from './capabilities/cap-topstyle-single.ts'
import { example as capUnknown } from './capabilities/cap-unknown.ts'
import { example as capValue } from './capabilities/cap-value.ts'
import { example as capWrongProtocol } from './capabilities/cap-wrong-protocol.ts'
import { example as advancedRequiredNeedsDefault } from './connection-fields/advanced-required-needs-default.ts'
import { example as cfBooleanNeedsOptions } from './connection-fields/cf-boolean-needs-options.ts'
import { example as cfCategoryAuthentication } from './connection-fields/cf-category-authentication.ts'
import { example as cfCategoryEndpoint } from './connection-fields/cf-category-endpoint.ts'
import { example as cfCategorySsl } from './connection-fields/cf-category-ssl.ts'
import { example as cfConditionUnknownField } from './connection-fields/cf-condition-unknown-field.ts'
import { example as cfConditionUnreachableValue } from './connection-fields/cf-condition-unreachable-value.ts'
import { example as cfConditionsCycle } from './connection-fields/cf-conditions-cycle.ts'
import { example as cfDefaultBreaksRule } from './connection-fields/cf-default-breaks-rule.ts'
import { example as cfDefaultNotOffered } from './connection-fields/cf-default-not-offered.ts'
import { example as cfDuplicateOption } from './connection-fields/cf-duplicate-option.ts'
import { example as cfEditableFalseNeedsDefault } from './connection-fields/cf-editable-false-needs-default.ts'
import { example as cfFileDesktopOnly } from './connection-fields/cf-file-desktop-only.ts'
import { example as cfOptionsOnWrongType } from './connection-fields/cf-options-on-wrong-type.ts'
import { example as cfPlaceholderType } from './connection-fields/cf-placeholder-type.ts'
import { example as cfPortRange } from './connection-fields/cf-port-range.ts'
import { example as cfRegexpInvalid } from './connection-fields/cf-regexp-invalid.ts'
import { example as cfSelectionNeedsGroup } from './connection-fields/cf-selection-needs-group.ts'
import { example as cfServerRequired } from './connection-fields/cf-server-required.ts'
import { example as cfSeveralGroupsUnconditional } from './connection-fields/cf-several-groups-unconditional.ts'
import { example as cfSince } from './connection-fields/cf-since.ts'
import { example as cfSslmodeValues } from './connection-fields/cf-sslmode-values.ts'
import { example as cfTextboxVersion } from './connection-fields/cf-textbox-version.ts'
import { example as cfV2MinVersion } from './connection-fields/cf-v2-min-version.ts'
import { example as cfVendorDuplicatesPlatform } from './connection-fields/cf-vendor-duplicates-platform.ts'
import { example as cfVendorLegacy } from './connection-fields/cf-vendor-legacy.ts'
import { example as fieldNameDuplicate } from './connection-fields/field-name-duplicate.ts'
import { example as fieldNameNotAllowed } from './connection-fields/field-name-not-allowed.ts'
import { example as mdDatabaseDbname } from './connection-fields/md-database-dbname.ts'
import { example as mdMissingElementHides } from './connection-fields/md-missing-element-hides.ts'
import { example as diaBaseTypes } from './dialect/dia-base-types.ts'
import { example as diaBaseUnknown } from './dialect/dia-base-unknown.ts'
import { example as diaBoolLegacyValue } from './dialect/dia-bool-legacy-value.ts'
import { example as diaBoolValueCap } from './dialect/dia-bool-value-cap.ts'
import { example as diaCreateTableCap } from './dialect/dia-create-table-cap.ts'
import { example as diaCreateTableTokens } from './dialect/dia-create-table-tokens.ts'
import { example as diaDateFunctionFormat } from './dialect/dia-date-function-format.ts'
import { example as diaDateFunctionType } from './dialect/dia-date-function-type.ts'
import { example as diaDatePartsMissing } from './dialect/dia-date-parts-missing.ts'
import { example as diaDateparseMap } from './dialect/dia-dateparse-map.ts'
import { example as diaDropTableCap } from './dialect/dia-drop-table-cap.ts'
import { example as diaDropTableToken } from './dialect/dia-drop-table-token.ts'
import { example as diaDuplicateOverload } from './dialect/dia-duplicate-overload.ts'
import { example as diaFormulaPart } from './dialect/dia-formula-part.ts'
import { example as diaFormulaRequired } from './dialect/dia-formula-required.ts'
import { example as diaFormulaUnbalanced } from './dialect/dia-formula-unbalanced.ts'
import { example as diaGroupUnknown } from './dialect/dia-group-unknown.ts'
import { example as diaLiteralFormula } from './dialect/dia-literal-formula.ts'
import { example as diaLocalTypeDuplicate } from './dialect/dia-local-type-duplicate.ts'
import { example as diaMissingForOdbcJdbc } from './dialect/dia-missing-for-odbc-jdbc.ts'
import { example as diaNonullcheck } from './dialect/dia-nonullcheck.ts'
import { example as diaPlaceholderRange } from './dialect/dia-placeholder-range.ts'
import { example as diaSelectIntoCap } from './dialect/dia-select-into-cap.ts'
import { example as diaSince } from './dialect/dia-since.ts'
import { example as diaStartOfWeekOverload } from './dialect/dia-start-of-week-overload.ts'
import { example as diaUnaggNonAggregate } from './dialect/dia-unagg-non-aggregate.ts'
import { example as diaVersionFormat } from './dialect/dia-version-format.ts'
import { example as dialectDefaultSql } from './dialect/dialect-default-sql.ts'
import { example as galJdbcOnly } from './gallery/gal-jdbc-only.ts'
import { example as galVendorFieldsList } from './gallery/gal-vendor-fields-list.ts'
import { example as ignoreInvalid } from './ignoring/ignore-invalid.ts'
import { example as ignoreUnused } from './ignoring/ignore-unused.ts'
import { example as fallbackResourcesMissing } from './localisation/fallback-resources-missing.ts'
import { example as locDuplicate } from './localisation/loc-duplicate.ts'
import { example as locFileName } from './localisation/loc-file-name.ts'
import { example as locMissingEnUs } from './localisation/loc-missing-en-us.ts'
import { example as locMissingOther } from './localisation/loc-missing-other.ts'
import { example as locReferenceFormat } from './localisation/loc-reference-format.ts'
import { example as locUnused } from './localisation/loc-unused.ts'
import { example as locWhere } from './localisation/loc-where.ts'
import { example as classConsistent } from './manifest/class-consistent.ts'
import { example as classFileName } from './manifest/class-file-name.ts'
import { example as classMissing } from './manifest/class-missing.ts'
import { example as httpsOnly } from './manifest/https-only.ts'
import { example as metadataNeedsFields } from './manifest/metadata-needs-fields.ts'
import { example as mfClassCharset } from './manifest/mf-class-charset.ts'
import { example as mfCompanyName } from './manifest/mf-company-name.ts'
import { example as mfDriverLinkMissing } from './manifest/mf-driver-link-missing.ts'
import { example as mfLinkHost } from './manifest/mf-link-host.ts'
import { example as mfMinVersionFormat } from './manifest/mf-min-version-format.ts'
import { example as mfPluginVersion } from './manifest/mf-plugin-version.ts'
import { example as mfRequiredFiles } from './manifest/mf-required-files.ts'
import { example as mfSuperclassUntested } from './manifest/mf-superclass-untested.ts'
import { example as mfSupportLink } from './manifest/mf-support-link.ts'
import { example as mfTemplateValues } from './manifest/mf-template-values.ts'
import { example as mfVersion181 } from './manifest/mf-version-18-1.ts'
import { example as minVersionFormat } from './manifest/min-version-format.ts'
import { example as pluginVersionFormat } from './manifest/plugin-version-format.ts'
import { example as dbclassConsistent } from './oauth/dbclass-consistent.ts'
import { example as instanceurlNeedsOauthCondition } from './oauth/instanceurl-needs-oauth-condition.ts'
import { example as nullOauthConfigAlone } from './oauth/null-oauth-config-alone.ts'
import { example as oaAccessMapRequired } from './oauth/oa-access-map-required.ts'
import { example as oaCapabilityDuplicate } from './oauth/oa-capability-duplicate.ts'
import { example as oaCapabilityUnknown } from './oauth/oa-capability-unknown.ts'
import { example as oaCapabilityValue } from './oauth/oa-capability-value.ts'
import { example as oaClientEmpty } from './oauth/oa-client-empty.ts'
import { example as oaClientSecret } from './oauth/oa-client-secret.ts'
import { example as oaConfigIdCustomPrefix } from './oauth/oa-config-id-custom-prefix.ts'
import { example as oaConfigIdLength } from './oauth/oa-config-id-length.ts'
import { example as oaConfigIdRequired } from './oauth/oa-config-id-required.ts'
import { example as oaConfigIdUnique } from './oauth/oa-config-id-unique.ts'
import { example as oaConfigLabelChars } from './oauth/oa-config-label-chars.ts'
import { example as oaDefaultInstanceCap } from './oauth/oa-default-instance-cap.ts'
import { example as oaExternalConfigId } from './oauth/oa-external-config-id.ts'
import { example as oaIdTokenMap } from './oauth/oa-id-token-map.ts'
import { example as oaInstanceRegex } from './oauth/oa-instance-regex.ts'
import { example as oaInstanceSuffixCap } from './oauth/oa-instance-suffix-cap.ts'
import { example as oaInstanceurlField } from './oauth/oa-instanceurl-field.ts'
import { example as oaMapUnknownKey } from './oauth/oa-map-unknown-key.ts'
import { example as oaMultipleVersion } from './oauth/oa-multiple-version.ts'
import { example as oaNullConfigVersion } from './oauth/oa-null-config-version.ts'
import { example as oaPkceWithoutSecret } from './oauth/oa-pkce-without-secret.ts'
import { example as oaRecommendedCaps } from './oauth/oa-recommended-caps.ts'
import { example as oaRedirectFormat } from './oauth/oa-redirect-format.ts'
import { example as oaRedirectIgnored } from './oauth/oa-redirect-ignored.ts'
import { example as oaRedirectLoopbackCap } from './oauth/oa-redirect-loopback-cap.ts'
import { example as oaRedirectRequired } from './oauth/oa-redirect-required.ts'
import { example as oaRefreshMapKeys } from './oauth/oa-refresh-map-keys.ts'
import { example as oaRelativeUris } from './oauth/oa-relative-uris.ts'
import { example as oaSingleUseVersion } from './oauth/oa-single-use-version.ts'
import { example as oaTextBlank } from './oauth/oa-text-blank.ts'
import { example as oaUriHttps } from './oauth/oa-uri-https.ts'
import { example as oaUserinfoPost } from './oauth/oa-userinfo-post.ts'
import { example as connectorTooLarge } from './reading/connector-too-large.ts'
import { example as manifestMissing } from './reading/manifest-missing.ts'
import { example as oauthConfigWithoutFile } from './reading/oauth-config-without-file.ts'
import { example as referenceCaseConflict } from './reading/reference-case-conflict.ts'
import { example as referenceOutsideConnector } from './reading/reference-outside-connector.ts'
import { example as referencePathInvalid } from './reading/reference-path-invalid.ts'
import { example as referenceRepeated } from './reading/reference-repeated.ts'
import { example as referenceWithoutFile } from './reading/reference-without-file.ts'
import { example as referencedFileMissing } from './reading/referenced-file-missing.ts'
import { example as schemaInvalid } from './reading/schema-invalid.ts'
import { example as tacoFileSize } from './reading/taco-file-size.ts'
import { example as xmlFileTooLarge } from './reading/xml-file-too-large.ts'
import { example as xmlNotWellFormed } from './reading/xml-not-well-formed.ts'
import { example as attributesMissingAuthentication } from './resolver/attributes-missing-authentication.ts'
import { example as attributesMissingDbname } from './resolver/attributes-missing-dbname.ts'
import { example as attributesMissingServer } from './resolver/attributes-missing-server.ts'
import { example as requiredAttributesCoverFields } from './resolver/required-attributes-cover-fields.ts'
import { example as tcdNeedsExplicitAttributes } from './resolver/tcd-needs-explicit-attributes.ts'
import { example as tdrAttrBlank } from './resolver/tdr-attr-blank.ts'
import { example as tdrAttrDuplicate } from './resolver/tdr-attr-duplicate.ts'
import { example as tdrAttrUnknown } from './resolver/tdr-attr-unknown.ts'
import { example as tdrBuilderMissing } from './resolver/tdr-builder-missing.ts'
import { example as tdrDriverNameType } from './resolver/tdr-driver-name-type.ts'
import { example as tdrDriverRegexInvalid } from './resolver/tdr-driver-regex-invalid.ts'
import { example as tdrDriverResolverJdbc } from './resolver/tdr-driver-resolver-jdbc.ts'
import { example as tdrDriverResolverOdbc } from './resolver/tdr-driver-resolver-odbc.ts'
import { example as tdrDriverVersionDiscouraged } from './resolver/tdr-driver-version-discouraged.ts'
import { example as tdrMatcherDeprecated } from './resolver/tdr-matcher-deprecated.ts'
import { example as tdrMetadataNeedsList } from './resolver/tdr-metadata-needs-list.ts'
import { example as tdrNormalizerSecurity } from './resolver/tdr-normalizer-security.ts'
import { example as tdrSetImpersonate } from './resolver/tdr-set-impersonate.ts'
import { example as tdrSince } from './resolver/tdr-since.ts'
import { example as scriptEncoding } from './scripts/script-encoding.ts'
import { example as scriptExport } from './scripts/script-export.ts'
import { example as scriptLibrary } from './scripts/script-library.ts'
import { example as scriptNotBuilt } from './scripts/script-not-built.ts'
import { example as scriptShape } from './scripts/script-shape.ts'
import { example as scriptSyntax } from './scripts/script-syntax.ts'
import { example as scriptTooLarge } from './scripts/script-too-large.ts'
import { example as scriptTwoSources } from './scripts/script-two-sources.ts'
import { example as fieldLabelProhibitedWord } from './security/field-label-prohibited-word.ts'
import { example as fieldNameProhibitedWord } from './security/field-name-prohibited-word.ts'
import { example as fieldSecureOnlyPassword } from './security/field-secure-only-password.ts'
import { example as jdbcNeedsConnectionProperties } from './security/jdbc-needs-connection-properties.ts'
import { example as secFreeformProperties } from './security/sec-freeform-properties.ts'
import { example as secOauthSecretField } from './security/sec-oauth-secret-field.ts'
import { example as secSensitiveField } from './security/sec-sensitive-field.ts'
import { example as vendorDefinedFields } from './security/vendor-defined-fields.ts'
import { example as epsDeprecated } from './web-data/eps-deprecated.ts'
import { example as epsFieldMissing } from './web-data/eps-field-missing.ts'
import { example as epsMinVersion } from './web-data/eps-min-version.ts'
import type { NamedExample } from './rule-example.ts'

/** An example for each rule. Only documentation and tests need them: import this module on demand. */
export const ruleExamples: readonly NamedExample[] = [
  { rule: 'auth-impersonate-capability', ...authImpersonateCapability() },
  { rule: 'js-address-encoding', ...jsAddressEncoding() },
  { rule: 'js-attr-not-required', ...jsAttrNotRequired() },
  { rule: 'js-builder-returns-array', ...jsBuilderReturnsArray() },
  { rule: 'js-field-unused', ...jsFieldUnused() },
  { rule: 'js-jdbc-prefix', ...jsJdbcPrefix() },
  { rule: 'js-jdbc-url-credentials', ...jsJdbcUrlCredentials() },
  { rule: 'js-logging-deprecated', ...jsLoggingDeprecated() },
  { rule: 'js-logs-password', ...jsLogsPassword() },
  { rule: 'js-product-version-logic', ...jsProductVersionLogic() },
  { rule: 'js-properties-array', ...jsPropertiesArray() },
  { rule: 'js-set-impersonate-call', ...jsSetImpersonateCall() },
  { rule: 'js-throw-custom', ...jsThrowCustom() },
  { rule: 'js-unknown-helper', ...jsUnknownHelper() },
  { rule: 'js-value-escaping', ...jsValueEscaping() },
  { rule: 'script-trial-error', ...scriptTrialError() },
  { rule: 'script-trial-result', ...scriptTrialResult() },
  { rule: 'auth-config-needs-oauth', ...authConfigNeedsOauth() },
  { rule: 'auth-fields-match-mode', ...authFieldsMatchMode() },
  { rule: 'auth-hive-spark-attribute', ...authHiveSparkAttribute() },
  { rule: 'auth-hive-spark-options', ...authHiveSparkOptions() },
  { rule: 'auth-integrated-capability', ...authIntegratedCapability() },
  { rule: 'auth-none-spelling', ...authNoneSpelling() },
  { rule: 'auth-oauth-attributes', ...authOauthAttributes() },
  { rule: 'auth-oauth-needs-config', ...authOauthNeedsConfig() },
  { rule: 'auth-tcd-mode-mismatch', ...authTcdModeMismatch() },
  { rule: 'auth-tcd-values', ...authTcdValues() },
  { rule: 'auth-value-unsupported', ...authValueUnsupported() },
  { rule: 'authentication-field-required', ...authenticationFieldRequired() },
  { rule: 'tcd-since', ...tcdSince() },
  { rule: 'tcd-v1-discouraged', ...tcdV1Discouraged() },
  { rule: 'tcd-vendor-in-attributes', ...tcdVendorInAttributes() },
  { rule: 'cap-buffer-sizes', ...capBufferSizes() },
  { rule: 'cap-duplicate', ...capDuplicate() },
  { rule: 'cap-extract-only-refresh', ...capExtractOnlyRefresh() },
  { rule: 'cap-isolation-single', ...capIsolationSingle() },
  { rule: 'cap-isolation-via', ...capIsolationVia() },
  { rule: 'cap-jdbc-cancel-async', ...capJdbcCancelAsync() },
  { rule: 'cap-missing-attr', ...capMissingAttr() },
  { rule: 'cap-odbc-metadata-none', ...capOdbcMetadataNone() },
  { rule: 'cap-recommended', ...capRecommended() },
  { rule: 'cap-since', ...capSince() },
  { rule: 'cap-subquery-or-temp', ...capSubqueryOrTemp() },
  { rule: 'cap-suppressed-selector', ...capSuppressedSelector() },
  { rule: 'cap-topstyle-single', ...capTopstyleSingle() },
  { rule: 'cap-unknown', ...capUnknown() },
  { rule: 'cap-value', ...capValue() },
  { rule: 'cap-wrong-protocol', ...capWrongProtocol() },
  { rule: 'advanced-required-needs-default', ...advancedRequiredNeedsDefault() },
  { rule: 'cf-boolean-needs-options', ...cfBooleanNeedsOptions() },
  { rule: 'cf-category-authentication', ...cfCategoryAuthentication() },
  { rule: 'cf-category-endpoint', ...cfCategoryEndpoint() },
  { rule: 'cf-category-ssl', ...cfCategorySsl() },
  { rule: 'cf-condition-unknown-field', ...cfConditionUnknownField() },
  { rule: 'cf-condition-unreachable-value', ...cfConditionUnreachableValue() },
  { rule: 'cf-conditions-cycle', ...cfConditionsCycle() },
  { rule: 'cf-default-breaks-rule', ...cfDefaultBreaksRule() },
  { rule: 'cf-default-not-offered', ...cfDefaultNotOffered() },
  { rule: 'cf-duplicate-option', ...cfDuplicateOption() },
  { rule: 'cf-editable-false-needs-default', ...cfEditableFalseNeedsDefault() },
  { rule: 'cf-file-desktop-only', ...cfFileDesktopOnly() },
  { rule: 'cf-options-on-wrong-type', ...cfOptionsOnWrongType() },
  { rule: 'cf-placeholder-type', ...cfPlaceholderType() },
  { rule: 'cf-port-range', ...cfPortRange() },
  { rule: 'cf-regexp-invalid', ...cfRegexpInvalid() },
  { rule: 'cf-selection-needs-group', ...cfSelectionNeedsGroup() },
  { rule: 'cf-server-required', ...cfServerRequired() },
  { rule: 'cf-several-groups-unconditional', ...cfSeveralGroupsUnconditional() },
  { rule: 'cf-since', ...cfSince() },
  { rule: 'cf-sslmode-values', ...cfSslmodeValues() },
  { rule: 'cf-textbox-version', ...cfTextboxVersion() },
  { rule: 'cf-v2-min-version', ...cfV2MinVersion() },
  { rule: 'cf-vendor-duplicates-platform', ...cfVendorDuplicatesPlatform() },
  { rule: 'cf-vendor-legacy', ...cfVendorLegacy() },
  { rule: 'field-name-duplicate', ...fieldNameDuplicate() },
  { rule: 'field-name-not-allowed', ...fieldNameNotAllowed() },
  { rule: 'md-database-dbname', ...mdDatabaseDbname() },
  { rule: 'md-missing-element-hides', ...mdMissingElementHides() },
  { rule: 'dia-base-types', ...diaBaseTypes() },
  { rule: 'dia-base-unknown', ...diaBaseUnknown() },
  { rule: 'dia-bool-legacy-value', ...diaBoolLegacyValue() },
  { rule: 'dia-bool-value-cap', ...diaBoolValueCap() },
  { rule: 'dia-create-table-cap', ...diaCreateTableCap() },
  { rule: 'dia-create-table-tokens', ...diaCreateTableTokens() },
  { rule: 'dia-date-function-format', ...diaDateFunctionFormat() },
  { rule: 'dia-date-function-type', ...diaDateFunctionType() },
  { rule: 'dia-date-parts-missing', ...diaDatePartsMissing() },
  { rule: 'dia-dateparse-map', ...diaDateparseMap() },
  { rule: 'dia-drop-table-cap', ...diaDropTableCap() },
  { rule: 'dia-drop-table-token', ...diaDropTableToken() },
  { rule: 'dia-duplicate-overload', ...diaDuplicateOverload() },
  { rule: 'dia-formula-part', ...diaFormulaPart() },
  { rule: 'dia-formula-required', ...diaFormulaRequired() },
  { rule: 'dia-formula-unbalanced', ...diaFormulaUnbalanced() },
  { rule: 'dia-group-unknown', ...diaGroupUnknown() },
  { rule: 'dia-literal-formula', ...diaLiteralFormula() },
  { rule: 'dia-local-type-duplicate', ...diaLocalTypeDuplicate() },
  { rule: 'dia-missing-for-odbc-jdbc', ...diaMissingForOdbcJdbc() },
  { rule: 'dia-nonullcheck', ...diaNonullcheck() },
  { rule: 'dia-placeholder-range', ...diaPlaceholderRange() },
  { rule: 'dia-select-into-cap', ...diaSelectIntoCap() },
  { rule: 'dia-since', ...diaSince() },
  { rule: 'dia-start-of-week-overload', ...diaStartOfWeekOverload() },
  { rule: 'dia-unagg-non-aggregate', ...diaUnaggNonAggregate() },
  { rule: 'dia-version-format', ...diaVersionFormat() },
  { rule: 'dialect-default-sql', ...dialectDefaultSql() },
  { rule: 'gal-jdbc-only', ...galJdbcOnly() },
  { rule: 'gal-vendor-fields-list', ...galVendorFieldsList() },
  { rule: 'ignore-invalid', ...ignoreInvalid() },
  { rule: 'ignore-unused', ...ignoreUnused() },
  { rule: 'fallback-resources-missing', ...fallbackResourcesMissing() },
  { rule: 'loc-duplicate', ...locDuplicate() },
  { rule: 'loc-file-name', ...locFileName() },
  { rule: 'loc-missing-en-us', ...locMissingEnUs() },
  { rule: 'loc-missing-other', ...locMissingOther() },
  { rule: 'loc-reference-format', ...locReferenceFormat() },
  { rule: 'loc-unused', ...locUnused() },
  { rule: 'loc-where', ...locWhere() },
  { rule: 'class-consistent', ...classConsistent() },
  { rule: 'class-file-name', ...classFileName() },
  { rule: 'class-missing', ...classMissing() },
  { rule: 'https-only', ...httpsOnly() },
  { rule: 'metadata-needs-fields', ...metadataNeedsFields() },
  { rule: 'mf-class-charset', ...mfClassCharset() },
  { rule: 'mf-company-name', ...mfCompanyName() },
  { rule: 'mf-driver-link-missing', ...mfDriverLinkMissing() },
  { rule: 'mf-link-host', ...mfLinkHost() },
  { rule: 'mf-min-version-format', ...mfMinVersionFormat() },
  { rule: 'mf-plugin-version', ...mfPluginVersion() },
  { rule: 'mf-required-files', ...mfRequiredFiles() },
  { rule: 'mf-superclass-untested', ...mfSuperclassUntested() },
  { rule: 'mf-support-link', ...mfSupportLink() },
  { rule: 'mf-template-values', ...mfTemplateValues() },
  { rule: 'mf-version-18-1', ...mfVersion181() },
  { rule: 'min-version-format', ...minVersionFormat() },
  { rule: 'plugin-version-format', ...pluginVersionFormat() },
  { rule: 'dbclass-consistent', ...dbclassConsistent() },
  { rule: 'instanceurl-needs-oauth-condition', ...instanceurlNeedsOauthCondition() },
  { rule: 'null-oauth-config-alone', ...nullOauthConfigAlone() },
  { rule: 'oa-access-map-required', ...oaAccessMapRequired() },
  { rule: 'oa-capability-duplicate', ...oaCapabilityDuplicate() },
  { rule: 'oa-capability-unknown', ...oaCapabilityUnknown() },
  { rule: 'oa-capability-value', ...oaCapabilityValue() },
  { rule: 'oa-client-empty', ...oaClientEmpty() },
  { rule: 'oa-client-secret', ...oaClientSecret() },
  { rule: 'oa-config-id-custom-prefix', ...oaConfigIdCustomPrefix() },
  { rule: 'oa-config-id-length', ...oaConfigIdLength() },
  { rule: 'oa-config-id-required', ...oaConfigIdRequired() },
  { rule: 'oa-config-id-unique', ...oaConfigIdUnique() },
  { rule: 'oa-config-label-chars', ...oaConfigLabelChars() },
  { rule: 'oa-default-instance-cap', ...oaDefaultInstanceCap() },
  { rule: 'oa-external-config-id', ...oaExternalConfigId() },
  { rule: 'oa-id-token-map', ...oaIdTokenMap() },
  { rule: 'oa-instance-regex', ...oaInstanceRegex() },
  { rule: 'oa-instance-suffix-cap', ...oaInstanceSuffixCap() },
  { rule: 'oa-instanceurl-field', ...oaInstanceurlField() },
  { rule: 'oa-map-unknown-key', ...oaMapUnknownKey() },
  { rule: 'oa-multiple-version', ...oaMultipleVersion() },
  { rule: 'oa-null-config-version', ...oaNullConfigVersion() },
  { rule: 'oa-pkce-without-secret', ...oaPkceWithoutSecret() },
  { rule: 'oa-recommended-caps', ...oaRecommendedCaps() },
  { rule: 'oa-redirect-format', ...oaRedirectFormat() },
  { rule: 'oa-redirect-ignored', ...oaRedirectIgnored() },
  { rule: 'oa-redirect-loopback-cap', ...oaRedirectLoopbackCap() },
  { rule: 'oa-redirect-required', ...oaRedirectRequired() },
  { rule: 'oa-refresh-map-keys', ...oaRefreshMapKeys() },
  { rule: 'oa-relative-uris', ...oaRelativeUris() },
  { rule: 'oa-single-use-version', ...oaSingleUseVersion() },
  { rule: 'oa-text-blank', ...oaTextBlank() },
  { rule: 'oa-uri-https', ...oaUriHttps() },
  { rule: 'oa-userinfo-post', ...oaUserinfoPost() },
  { rule: 'connector-too-large', ...connectorTooLarge() },
  { rule: 'manifest-missing', ...manifestMissing() },
  { rule: 'oauth-config-without-file', ...oauthConfigWithoutFile() },
  { rule: 'reference-case-conflict', ...referenceCaseConflict() },
  { rule: 'reference-outside-connector', ...referenceOutsideConnector() },
  { rule: 'reference-path-invalid', ...referencePathInvalid() },
  { rule: 'reference-repeated', ...referenceRepeated() },
  { rule: 'reference-without-file', ...referenceWithoutFile() },
  { rule: 'referenced-file-missing', ...referencedFileMissing() },
  { rule: 'schema-invalid', ...schemaInvalid() },
  { rule: 'taco-file-size', ...tacoFileSize() },
  { rule: 'xml-file-too-large', ...xmlFileTooLarge() },
  { rule: 'xml-not-well-formed', ...xmlNotWellFormed() },
  { rule: 'attributes-missing-authentication', ...attributesMissingAuthentication() },
  { rule: 'attributes-missing-dbname', ...attributesMissingDbname() },
  { rule: 'attributes-missing-server', ...attributesMissingServer() },
  { rule: 'required-attributes-cover-fields', ...requiredAttributesCoverFields() },
  { rule: 'tcd-needs-explicit-attributes', ...tcdNeedsExplicitAttributes() },
  { rule: 'tdr-attr-blank', ...tdrAttrBlank() },
  { rule: 'tdr-attr-duplicate', ...tdrAttrDuplicate() },
  { rule: 'tdr-attr-unknown', ...tdrAttrUnknown() },
  { rule: 'tdr-builder-missing', ...tdrBuilderMissing() },
  { rule: 'tdr-driver-name-type', ...tdrDriverNameType() },
  { rule: 'tdr-driver-regex-invalid', ...tdrDriverRegexInvalid() },
  { rule: 'tdr-driver-resolver-jdbc', ...tdrDriverResolverJdbc() },
  { rule: 'tdr-driver-resolver-odbc', ...tdrDriverResolverOdbc() },
  { rule: 'tdr-driver-version-discouraged', ...tdrDriverVersionDiscouraged() },
  { rule: 'tdr-matcher-deprecated', ...tdrMatcherDeprecated() },
  { rule: 'tdr-metadata-needs-list', ...tdrMetadataNeedsList() },
  { rule: 'tdr-normalizer-security', ...tdrNormalizerSecurity() },
  { rule: 'tdr-set-impersonate', ...tdrSetImpersonate() },
  { rule: 'tdr-since', ...tdrSince() },
  { rule: 'script-encoding', ...scriptEncoding() },
  { rule: 'script-export', ...scriptExport() },
  { rule: 'script-library', ...scriptLibrary() },
  { rule: 'script-not-built', ...scriptNotBuilt() },
  { rule: 'script-shape', ...scriptShape() },
  { rule: 'script-syntax', ...scriptSyntax() },
  { rule: 'script-too-large', ...scriptTooLarge() },
  { rule: 'script-two-sources', ...scriptTwoSources() },
  { rule: 'field-label-prohibited-word', ...fieldLabelProhibitedWord() },
  { rule: 'field-name-prohibited-word', ...fieldNameProhibitedWord() },
  { rule: 'field-secure-only-password', ...fieldSecureOnlyPassword() },
  { rule: 'jdbc-needs-connection-properties', ...jdbcNeedsConnectionProperties() },
  { rule: 'sec-freeform-properties', ...secFreeformProperties() },
  { rule: 'sec-oauth-secret-field', ...secOauthSecretField() },
  { rule: 'sec-sensitive-field', ...secSensitiveField() },
  { rule: 'vendor-defined-fields', ...vendorDefinedFields() },
  { rule: 'eps-deprecated', ...epsDeprecated() },
  { rule: 'eps-field-missing', ...epsFieldMissing() },
  { rule: 'eps-min-version', ...epsMinVersion() },
]
