// Generated from the files of the rules. Run `npm run docs` after a change.
// biome-ignore-all assist/source/organizeImports: sorted by path.
import { rule as authImpersonateCapability } from '../scripts/rules/auth-impersonate-capability.ts'
import { rule as jsAddressEncoding } from '../scripts/rules/js-address-encoding.ts'
import { rule as jsAttrNotRequired } from '../scripts/rules/js-attr-not-required.ts'
import { rule as jsBuilderReturnsArray } from '../scripts/rules/js-builder-returns-array.ts'
import { rule as jsFieldUnused } from '../scripts/rules/js-field-unused.ts'
import { rule as jsJdbcPrefix } from '../scripts/rules/js-jdbc-prefix.ts'
import { rule as jsJdbcUrlCredentials } from '../scripts/rules/js-jdbc-url-credentials.ts'
import { rule as jsLoggingDeprecated } from '../scripts/rules/js-logging-deprecated.ts'
import { rule as jsLogsPassword } from '../scripts/rules/js-logs-password.ts'
import { rule as jsProductVersionLogic } from '../scripts/rules/js-product-version-logic.ts'
import { rule as jsPropertiesArray } from '../scripts/rules/js-properties-array.ts'
import { rule as jsSetImpersonateCall } from '../scripts/rules/js-set-impersonate-call.ts'
import { rule as jsThrowCustom } from '../scripts/rules/js-throw-custom.ts'
import { rule as jsUnknownHelper } from '../scripts/rules/js-unknown-helper.ts'
import { rule as jsValueEscaping } from '../scripts/rules/js-value-escaping.ts'
import { rule as scriptTrialError } from '../scripts/rules/script-trial-error.ts'
import { rule as scriptTrialResult } from '../scripts/rules/script-trial-result.ts'
import { rule as authConfigNeedsOauth } from './authentication/auth-config-needs-oauth.ts'
import { rule as authFieldsMatchMode } from './authentication/auth-fields-match-mode.ts'
import { rule as authHiveSparkAttribute } from './authentication/auth-hive-spark-attribute.ts'
import { rule as authHiveSparkOptions } from './authentication/auth-hive-spark-options.ts'
import { rule as authIntegratedCapability } from './authentication/auth-integrated-capability.ts'
import { rule as authNoneSpelling } from './authentication/auth-none-spelling.ts'
import { rule as authOauthAttributes } from './authentication/auth-oauth-attributes.ts'
import { rule as authOauthNeedsConfig } from './authentication/auth-oauth-needs-config.ts'
import { rule as authTcdModeMismatch } from './authentication/auth-tcd-mode-mismatch.ts'
import { rule as authTcdValues } from './authentication/auth-tcd-values.ts'
import { rule as authValueUnsupported } from './authentication/auth-value-unsupported.ts'
import { rule as authenticationFieldRequired } from './authentication/authentication-field-required.ts'
import { rule as tcdSince } from './authentication/tcd-since.ts'
import { rule as tcdV1Discouraged } from './authentication/tcd-v1-discouraged.ts'
import { rule as tcdVendorInAttributes } from './authentication/tcd-vendor-in-attributes.ts'
import { rule as capBufferSizes } from './capabilities/cap-buffer-sizes.ts'
import { rule as capDuplicate } from './capabilities/cap-duplicate.ts'
import { rule as capExtractOnlyRefresh } from './capabilities/cap-extract-only-refresh.ts'
import { rule as capIsolationSingle } from './capabilities/cap-isolation-single.ts'
import { rule as capIsolationVia } from './capabilities/cap-isolation-via.ts'
import { rule as capJdbcCancelAsync } from './capabilities/cap-jdbc-cancel-async.ts'
import { rule as capMissingAttr } from './capabilities/cap-missing-attr.ts'
import { rule as capOdbcMetadataNone } from './capabilities/cap-odbc-metadata-none.ts'
import { rule as capRecommended } from './capabilities/cap-recommended.ts'
import { rule as capSince } from './capabilities/cap-since.ts'
import { rule as capSubqueryOrTemp } from './capabilities/cap-subquery-or-temp.ts'
import { rule as capSuppressedSelector } from './capabilities/cap-suppressed-selector.ts'
import { rule as capTopstyleSingle } from './capabilities/cap-topstyle-single.ts'
import { rule as capUnknown } from './capabilities/cap-unknown.ts'
import { rule as capValue } from './capabilities/cap-value.ts'
import { rule as capWrongProtocol } from './capabilities/cap-wrong-protocol.ts'
import { rule as advancedRequiredNeedsDefault } from './connection-fields/advanced-required-needs-default.ts'
import { rule as cfBooleanNeedsOptions } from './connection-fields/cf-boolean-needs-options.ts'
import { rule as cfCategoryAuthentication } from './connection-fields/cf-category-authentication.ts'
import { rule as cfCategoryEndpoint } from './connection-fields/cf-category-endpoint.ts'
import { rule as cfCategorySsl } from './connection-fields/cf-category-ssl.ts'
import { rule as cfConditionUnknownField } from './connection-fields/cf-condition-unknown-field.ts'
import { rule as cfConditionUnreachableValue } from './connection-fields/cf-condition-unreachable-value.ts'
import { rule as cfConditionsCycle } from './connection-fields/cf-conditions-cycle.ts'
import { rule as cfDefaultBreaksRule } from './connection-fields/cf-default-breaks-rule.ts'
import { rule as cfDefaultNotOffered } from './connection-fields/cf-default-not-offered.ts'
import { rule as cfDuplicateOption } from './connection-fields/cf-duplicate-option.ts'
import { rule as cfEditableFalseNeedsDefault } from './connection-fields/cf-editable-false-needs-default.ts'
import { rule as cfFileDesktopOnly } from './connection-fields/cf-file-desktop-only.ts'
import { rule as cfOptionsOnWrongType } from './connection-fields/cf-options-on-wrong-type.ts'
import { rule as cfPlaceholderType } from './connection-fields/cf-placeholder-type.ts'
import { rule as cfPortRange } from './connection-fields/cf-port-range.ts'
import { rule as cfRegexpInvalid } from './connection-fields/cf-regexp-invalid.ts'
import { rule as cfSelectionNeedsGroup } from './connection-fields/cf-selection-needs-group.ts'
import { rule as cfServerRequired } from './connection-fields/cf-server-required.ts'
import { rule as cfSeveralGroupsUnconditional } from './connection-fields/cf-several-groups-unconditional.ts'
import { rule as cfSince } from './connection-fields/cf-since.ts'
import { rule as cfSslmodeValues } from './connection-fields/cf-sslmode-values.ts'
import { rule as cfTextboxVersion } from './connection-fields/cf-textbox-version.ts'
import { rule as cfV2MinVersion } from './connection-fields/cf-v2-min-version.ts'
import { rule as cfVendorDuplicatesPlatform } from './connection-fields/cf-vendor-duplicates-platform.ts'
import { rule as cfVendorLegacy } from './connection-fields/cf-vendor-legacy.ts'
import { rule as fieldNameDuplicate } from './connection-fields/field-name-duplicate.ts'
import { rule as fieldNameNotAllowed } from './connection-fields/field-name-not-allowed.ts'
import { rule as mdDatabaseDbname } from './connection-fields/md-database-dbname.ts'
import { rule as mdMissingElementHides } from './connection-fields/md-missing-element-hides.ts'
import { rule as diaBaseTypes } from './dialect/dia-base-types.ts'
import { rule as diaBaseUnknown } from './dialect/dia-base-unknown.ts'
import { rule as diaBoolLegacyValue } from './dialect/dia-bool-legacy-value.ts'
import { rule as diaBoolValueCap } from './dialect/dia-bool-value-cap.ts'
import { rule as diaCreateTableCap } from './dialect/dia-create-table-cap.ts'
import { rule as diaCreateTableTokens } from './dialect/dia-create-table-tokens.ts'
import { rule as diaDateFunctionFormat } from './dialect/dia-date-function-format.ts'
import { rule as diaDateFunctionType } from './dialect/dia-date-function-type.ts'
import { rule as diaDatePartsMissing } from './dialect/dia-date-parts-missing.ts'
import { rule as diaDateparseMap } from './dialect/dia-dateparse-map.ts'
import { rule as diaDropTableCap } from './dialect/dia-drop-table-cap.ts'
import { rule as diaDropTableToken } from './dialect/dia-drop-table-token.ts'
import { rule as diaDuplicateOverload } from './dialect/dia-duplicate-overload.ts'
import { rule as diaFormulaPart } from './dialect/dia-formula-part.ts'
import { rule as diaFormulaRequired } from './dialect/dia-formula-required.ts'
import { rule as diaFormulaUnbalanced } from './dialect/dia-formula-unbalanced.ts'
import { rule as diaGroupUnknown } from './dialect/dia-group-unknown.ts'
import { rule as diaLiteralFormula } from './dialect/dia-literal-formula.ts'
import { rule as diaLocalTypeDuplicate } from './dialect/dia-local-type-duplicate.ts'
import { rule as diaMissingForOdbcJdbc } from './dialect/dia-missing-for-odbc-jdbc.ts'
import { rule as diaNonullcheck } from './dialect/dia-nonullcheck.ts'
import { rule as diaPlaceholderRange } from './dialect/dia-placeholder-range.ts'
import { rule as diaSelectIntoCap } from './dialect/dia-select-into-cap.ts'
import { rule as diaSince } from './dialect/dia-since.ts'
import { rule as diaStartOfWeekOverload } from './dialect/dia-start-of-week-overload.ts'
import { rule as diaUnaggNonAggregate } from './dialect/dia-unagg-non-aggregate.ts'
import { rule as diaVersionFormat } from './dialect/dia-version-format.ts'
import { rule as dialectDefaultSql } from './dialect/dialect-default-sql.ts'
import { rule as galJdbcOnly } from './gallery/gal-jdbc-only.ts'
import { rule as galVendorFieldsList } from './gallery/gal-vendor-fields-list.ts'
import { rule as ignoreInvalid } from './ignoring/ignore-invalid.ts'
import { rule as ignoreUnused } from './ignoring/ignore-unused.ts'
import { rule as fallbackResourcesMissing } from './localisation/fallback-resources-missing.ts'
import { rule as locDuplicate } from './localisation/loc-duplicate.ts'
import { rule as locFileName } from './localisation/loc-file-name.ts'
import { rule as locMissingEnUs } from './localisation/loc-missing-en-us.ts'
import { rule as locMissingOther } from './localisation/loc-missing-other.ts'
import { rule as locReferenceFormat } from './localisation/loc-reference-format.ts'
import { rule as locUnused } from './localisation/loc-unused.ts'
import { rule as locWhere } from './localisation/loc-where.ts'
import { rule as classConsistent } from './manifest/class-consistent.ts'
import { rule as classFileName } from './manifest/class-file-name.ts'
import { rule as classMissing } from './manifest/class-missing.ts'
import { rule as httpsOnly } from './manifest/https-only.ts'
import { rule as metadataNeedsFields } from './manifest/metadata-needs-fields.ts'
import { rule as mfClassCharset } from './manifest/mf-class-charset.ts'
import { rule as mfCompanyName } from './manifest/mf-company-name.ts'
import { rule as mfDriverLinkMissing } from './manifest/mf-driver-link-missing.ts'
import { rule as mfLinkHost } from './manifest/mf-link-host.ts'
import { rule as mfMinVersionFormat } from './manifest/mf-min-version-format.ts'
import { rule as mfPluginVersion } from './manifest/mf-plugin-version.ts'
import { rule as mfRequiredFiles } from './manifest/mf-required-files.ts'
import { rule as mfSuperclassUntested } from './manifest/mf-superclass-untested.ts'
import { rule as mfSupportLink } from './manifest/mf-support-link.ts'
import { rule as mfTemplateValues } from './manifest/mf-template-values.ts'
import { rule as mfVersion181 } from './manifest/mf-version-18-1.ts'
import { rule as minVersionFormat } from './manifest/min-version-format.ts'
import { rule as pluginVersionFormat } from './manifest/plugin-version-format.ts'
import { rule as dbclassConsistent } from './oauth/dbclass-consistent.ts'
import { rule as instanceurlNeedsOauthCondition } from './oauth/instanceurl-needs-oauth-condition.ts'
import { rule as nullOauthConfigAlone } from './oauth/null-oauth-config-alone.ts'
import { rule as oaAccessMapRequired } from './oauth/oa-access-map-required.ts'
import { rule as oaCapabilityDuplicate } from './oauth/oa-capability-duplicate.ts'
import { rule as oaCapabilityUnknown } from './oauth/oa-capability-unknown.ts'
import { rule as oaCapabilityValue } from './oauth/oa-capability-value.ts'
import { rule as oaClientEmpty } from './oauth/oa-client-empty.ts'
import { rule as oaClientSecret } from './oauth/oa-client-secret.ts'
import { rule as oaConfigIdCustomPrefix } from './oauth/oa-config-id-custom-prefix.ts'
import { rule as oaConfigIdLength } from './oauth/oa-config-id-length.ts'
import { rule as oaConfigIdRequired } from './oauth/oa-config-id-required.ts'
import { rule as oaConfigIdUnique } from './oauth/oa-config-id-unique.ts'
import { rule as oaConfigLabelChars } from './oauth/oa-config-label-chars.ts'
import { rule as oaDefaultInstanceCap } from './oauth/oa-default-instance-cap.ts'
import { rule as oaExternalConfigId } from './oauth/oa-external-config-id.ts'
import { rule as oaIdTokenMap } from './oauth/oa-id-token-map.ts'
import { rule as oaInstanceRegex } from './oauth/oa-instance-regex.ts'
import { rule as oaInstanceSuffixCap } from './oauth/oa-instance-suffix-cap.ts'
import { rule as oaInstanceurlField } from './oauth/oa-instanceurl-field.ts'
import { rule as oaMapUnknownKey } from './oauth/oa-map-unknown-key.ts'
import { rule as oaMultipleVersion } from './oauth/oa-multiple-version.ts'
import { rule as oaNullConfigVersion } from './oauth/oa-null-config-version.ts'
import { rule as oaPkceWithoutSecret } from './oauth/oa-pkce-without-secret.ts'
import { rule as oaRecommendedCaps } from './oauth/oa-recommended-caps.ts'
import { rule as oaRedirectFormat } from './oauth/oa-redirect-format.ts'
import { rule as oaRedirectIgnored } from './oauth/oa-redirect-ignored.ts'
import { rule as oaRedirectLoopbackCap } from './oauth/oa-redirect-loopback-cap.ts'
import { rule as oaRedirectRequired } from './oauth/oa-redirect-required.ts'
import { rule as oaRefreshMapKeys } from './oauth/oa-refresh-map-keys.ts'
import { rule as oaRelativeUris } from './oauth/oa-relative-uris.ts'
import { rule as oaSingleUseVersion } from './oauth/oa-single-use-version.ts'
import { rule as oaTextBlank } from './oauth/oa-text-blank.ts'
import { rule as oaUriHttps } from './oauth/oa-uri-https.ts'
import { rule as oaUserinfoPost } from './oauth/oa-userinfo-post.ts'
import { rule as connectorTooLarge } from './reading/connector-too-large.ts'
import { rule as manifestMissing } from './reading/manifest-missing.ts'
import { rule as oauthConfigWithoutFile } from './reading/oauth-config-without-file.ts'
import { rule as referenceCaseConflict } from './reading/reference-case-conflict.ts'
import { rule as referenceOutsideConnector } from './reading/reference-outside-connector.ts'
import { rule as referencePathInvalid } from './reading/reference-path-invalid.ts'
import { rule as referenceRepeated } from './reading/reference-repeated.ts'
import { rule as referenceWithoutFile } from './reading/reference-without-file.ts'
import { rule as referencedFileMissing } from './reading/referenced-file-missing.ts'
import { rule as schemaInvalid } from './reading/schema-invalid.ts'
import { rule as tacoFileSize } from './reading/taco-file-size.ts'
import { rule as xmlFileTooLarge } from './reading/xml-file-too-large.ts'
import { rule as xmlNotWellFormed } from './reading/xml-not-well-formed.ts'
import { rule as attributesMissingAuthentication } from './resolver/attributes-missing-authentication.ts'
import { rule as attributesMissingDbname } from './resolver/attributes-missing-dbname.ts'
import { rule as attributesMissingServer } from './resolver/attributes-missing-server.ts'
import { rule as requiredAttributesCoverFields } from './resolver/required-attributes-cover-fields.ts'
import { rule as tcdNeedsExplicitAttributes } from './resolver/tcd-needs-explicit-attributes.ts'
import { rule as tdrAttrBlank } from './resolver/tdr-attr-blank.ts'
import { rule as tdrAttrDuplicate } from './resolver/tdr-attr-duplicate.ts'
import { rule as tdrAttrUnknown } from './resolver/tdr-attr-unknown.ts'
import { rule as tdrBuilderMissing } from './resolver/tdr-builder-missing.ts'
import { rule as tdrDriverNameType } from './resolver/tdr-driver-name-type.ts'
import { rule as tdrDriverRegexInvalid } from './resolver/tdr-driver-regex-invalid.ts'
import { rule as tdrDriverResolverJdbc } from './resolver/tdr-driver-resolver-jdbc.ts'
import { rule as tdrDriverResolverOdbc } from './resolver/tdr-driver-resolver-odbc.ts'
import { rule as tdrDriverVersionDiscouraged } from './resolver/tdr-driver-version-discouraged.ts'
import { rule as tdrMatcherDeprecated } from './resolver/tdr-matcher-deprecated.ts'
import { rule as tdrMetadataNeedsList } from './resolver/tdr-metadata-needs-list.ts'
import { rule as tdrNormalizerSecurity } from './resolver/tdr-normalizer-security.ts'
import { rule as tdrSetImpersonate } from './resolver/tdr-set-impersonate.ts'
import { rule as tdrSince } from './resolver/tdr-since.ts'
import { rule as scriptEncoding } from './scripts/script-encoding.ts'
import { rule as scriptExport } from './scripts/script-export.ts'
import { rule as scriptLibrary } from './scripts/script-library.ts'
import { rule as scriptNotBuilt } from './scripts/script-not-built.ts'
import { rule as scriptShape } from './scripts/script-shape.ts'
import { rule as scriptSyntax } from './scripts/script-syntax.ts'
import { rule as scriptTooLarge } from './scripts/script-too-large.ts'
import { rule as scriptTwoSources } from './scripts/script-two-sources.ts'
import { rule as fieldLabelProhibitedWord } from './security/field-label-prohibited-word.ts'
import { rule as fieldNameProhibitedWord } from './security/field-name-prohibited-word.ts'
import { rule as fieldSecureOnlyPassword } from './security/field-secure-only-password.ts'
import { rule as jdbcNeedsConnectionProperties } from './security/jdbc-needs-connection-properties.ts'
import { rule as secFreeformProperties } from './security/sec-freeform-properties.ts'
import { rule as secOauthSecretField } from './security/sec-oauth-secret-field.ts'
import { rule as secSensitiveField } from './security/sec-sensitive-field.ts'
import { rule as vendorDefinedFields } from './security/vendor-defined-fields.ts'
import { rule as tacoBadKeyUsage } from './signing/taco-bad-key-usage.ts'
import { rule as tacoCertExpired } from './signing/taco-cert-expired.ts'
import { rule as tacoCertNotYetValid } from './signing/taco-cert-not-yet-valid.ts'
import { rule as tacoCertificateChanged } from './signing/taco-certificate-changed.ts'
import { rule as tacoChainIncomplete } from './signing/taco-chain-incomplete.ts'
import { rule as tacoChainUntrusted } from './signing/taco-chain-untrusted.ts'
import { rule as tacoDevelopmentCertificate } from './signing/taco-development-certificate.ts'
import { rule as tacoEmbeddedRoot } from './signing/taco-embedded-root.ts'
import { rule as tacoEntryChanged } from './signing/taco-entry-changed.ts'
import { rule as tacoEntryDeleted } from './signing/taco-entry-deleted.ts'
import { rule as tacoExpiring } from './signing/taco-expiring.ts'
import { rule as tacoGalleryOrganization } from './signing/taco-gallery-organization.ts'
import { rule as tacoGalleryValidity } from './signing/taco-gallery-validity.ts'
import { rule as tacoMalformed } from './signing/taco-malformed.ts'
import { rule as tacoManifestChanged } from './signing/taco-manifest-changed.ts'
import { rule as tacoManifestNotFirst } from './signing/taco-manifest-not-first.ts'
import { rule as tacoNewerAlgorithm } from './signing/taco-newer-algorithm.ts'
import { rule as tacoNoTimestamp } from './signing/taco-no-timestamp.ts'
import { rule as tacoSelfSigned } from './signing/taco-self-signed.ts'
import { rule as tacoSha1 } from './signing/taco-sha1.ts'
import { rule as tacoSignatureAlgorithm } from './signing/taco-signature-algorithm.ts'
import { rule as tacoSignatureIgnored } from './signing/taco-signature-ignored.ts'
import { rule as tacoSignatureInvalid } from './signing/taco-signature-invalid.ts'
import { rule as tacoSignatureUnreadable } from './signing/taco-signature-unreadable.ts'
import { rule as tacoStraySignatureFile } from './signing/taco-stray-signature-file.ts'
import { rule as tacoTimestampInvalid } from './signing/taco-timestamp-invalid.ts'
import { rule as tacoTimestampRequired } from './signing/taco-timestamp-required.ts'
import { rule as tacoTimestampUntrusted } from './signing/taco-timestamp-untrusted.ts'
import { rule as tacoTimestampUnusual } from './signing/taco-timestamp-unusual.ts'
import { rule as tacoUnreferencedEntry } from './signing/taco-unreferenced-entry.ts'
import { rule as tacoUnsignedEntry } from './signing/taco-unsigned-entry.ts'
import { rule as tacoUnsigned } from './signing/taco-unsigned.ts'
import { rule as tacoWeakDigest } from './signing/taco-weak-digest.ts'
import { rule as tacoWeakKey } from './signing/taco-weak-key.ts'
import { rule as epsDeprecated } from './web-data/eps-deprecated.ts'
import { rule as epsFieldMissing } from './web-data/eps-field-missing.ts'
import { rule as epsMinVersion } from './web-data/eps-min-version.ts'
import { rule as epsNotPackaged } from './web-data/eps-not-packaged.ts'
import type { Rule, RuleDescription } from './rule.ts'

/** The rules that run over a connector. */
export const checkedRules: readonly Rule[] = [
  authConfigNeedsOauth,
  authFieldsMatchMode,
  authHiveSparkAttribute,
  authHiveSparkOptions,
  authIntegratedCapability,
  authNoneSpelling,
  authOauthAttributes,
  authOauthNeedsConfig,
  authTcdModeMismatch,
  authTcdValues,
  authValueUnsupported,
  authenticationFieldRequired,
  tcdSince,
  tcdV1Discouraged,
  tcdVendorInAttributes,
  capBufferSizes,
  capDuplicate,
  capExtractOnlyRefresh,
  capIsolationSingle,
  capIsolationVia,
  capJdbcCancelAsync,
  capMissingAttr,
  capOdbcMetadataNone,
  capRecommended,
  capSince,
  capSubqueryOrTemp,
  capSuppressedSelector,
  capTopstyleSingle,
  capUnknown,
  capValue,
  capWrongProtocol,
  advancedRequiredNeedsDefault,
  cfBooleanNeedsOptions,
  cfCategoryAuthentication,
  cfCategoryEndpoint,
  cfCategorySsl,
  cfConditionUnknownField,
  cfConditionUnreachableValue,
  cfConditionsCycle,
  cfDefaultBreaksRule,
  cfDefaultNotOffered,
  cfDuplicateOption,
  cfEditableFalseNeedsDefault,
  cfFileDesktopOnly,
  cfOptionsOnWrongType,
  cfPlaceholderType,
  cfPortRange,
  cfRegexpInvalid,
  cfSelectionNeedsGroup,
  cfServerRequired,
  cfSeveralGroupsUnconditional,
  cfSince,
  cfSslmodeValues,
  cfTextboxVersion,
  cfV2MinVersion,
  cfVendorDuplicatesPlatform,
  cfVendorLegacy,
  fieldNameDuplicate,
  fieldNameNotAllowed,
  mdDatabaseDbname,
  mdMissingElementHides,
  diaBaseTypes,
  diaBaseUnknown,
  diaBoolLegacyValue,
  diaBoolValueCap,
  diaCreateTableCap,
  diaCreateTableTokens,
  diaDateFunctionFormat,
  diaDateFunctionType,
  diaDatePartsMissing,
  diaDateparseMap,
  diaDropTableCap,
  diaDropTableToken,
  diaDuplicateOverload,
  diaFormulaPart,
  diaFormulaRequired,
  diaFormulaUnbalanced,
  diaGroupUnknown,
  diaLiteralFormula,
  diaLocalTypeDuplicate,
  diaMissingForOdbcJdbc,
  diaNonullcheck,
  diaPlaceholderRange,
  diaSelectIntoCap,
  diaSince,
  diaStartOfWeekOverload,
  diaUnaggNonAggregate,
  diaVersionFormat,
  dialectDefaultSql,
  galJdbcOnly,
  galVendorFieldsList,
  fallbackResourcesMissing,
  locDuplicate,
  locFileName,
  locMissingEnUs,
  locMissingOther,
  locReferenceFormat,
  locUnused,
  locWhere,
  classConsistent,
  classFileName,
  classMissing,
  httpsOnly,
  metadataNeedsFields,
  mfClassCharset,
  mfCompanyName,
  mfDriverLinkMissing,
  mfLinkHost,
  mfMinVersionFormat,
  mfPluginVersion,
  mfRequiredFiles,
  mfSuperclassUntested,
  mfSupportLink,
  mfTemplateValues,
  mfVersion181,
  minVersionFormat,
  pluginVersionFormat,
  dbclassConsistent,
  instanceurlNeedsOauthCondition,
  nullOauthConfigAlone,
  oaAccessMapRequired,
  oaCapabilityDuplicate,
  oaCapabilityUnknown,
  oaCapabilityValue,
  oaClientEmpty,
  oaClientSecret,
  oaConfigIdCustomPrefix,
  oaConfigIdLength,
  oaConfigIdRequired,
  oaConfigIdUnique,
  oaConfigLabelChars,
  oaDefaultInstanceCap,
  oaExternalConfigId,
  oaIdTokenMap,
  oaInstanceRegex,
  oaInstanceSuffixCap,
  oaInstanceurlField,
  oaMapUnknownKey,
  oaMultipleVersion,
  oaNullConfigVersion,
  oaPkceWithoutSecret,
  oaRecommendedCaps,
  oaRedirectFormat,
  oaRedirectIgnored,
  oaRedirectLoopbackCap,
  oaRedirectRequired,
  oaRefreshMapKeys,
  oaRelativeUris,
  oaSingleUseVersion,
  oaTextBlank,
  oaUriHttps,
  oaUserinfoPost,
  attributesMissingAuthentication,
  attributesMissingDbname,
  attributesMissingServer,
  requiredAttributesCoverFields,
  tcdNeedsExplicitAttributes,
  tdrAttrBlank,
  tdrAttrDuplicate,
  tdrAttrUnknown,
  tdrBuilderMissing,
  tdrDriverNameType,
  tdrDriverRegexInvalid,
  tdrDriverResolverJdbc,
  tdrDriverResolverOdbc,
  tdrDriverVersionDiscouraged,
  tdrMatcherDeprecated,
  tdrMetadataNeedsList,
  tdrNormalizerSecurity,
  tdrSetImpersonate,
  tdrSince,
  fieldLabelProhibitedWord,
  fieldNameProhibitedWord,
  fieldSecureOnlyPassword,
  jdbcNeedsConnectionProperties,
  secFreeformProperties,
  secOauthSecretField,
  secSensitiveField,
  vendorDefinedFields,
  epsDeprecated,
  epsFieldMissing,
  epsMinVersion,
]

/** What other steps find: described for documentation and settings. */
export const describedRules: readonly RuleDescription[] = [
  authImpersonateCapability,
  jsAddressEncoding,
  jsAttrNotRequired,
  jsBuilderReturnsArray,
  jsFieldUnused,
  jsJdbcPrefix,
  jsJdbcUrlCredentials,
  jsLoggingDeprecated,
  jsLogsPassword,
  jsProductVersionLogic,
  jsPropertiesArray,
  jsSetImpersonateCall,
  jsThrowCustom,
  jsUnknownHelper,
  jsValueEscaping,
  scriptTrialError,
  scriptTrialResult,
  ignoreInvalid,
  ignoreUnused,
  connectorTooLarge,
  manifestMissing,
  oauthConfigWithoutFile,
  referenceCaseConflict,
  referenceOutsideConnector,
  referencePathInvalid,
  referenceRepeated,
  referenceWithoutFile,
  referencedFileMissing,
  schemaInvalid,
  tacoFileSize,
  xmlFileTooLarge,
  xmlNotWellFormed,
  scriptEncoding,
  scriptExport,
  scriptLibrary,
  scriptNotBuilt,
  scriptShape,
  scriptSyntax,
  scriptTooLarge,
  scriptTwoSources,
  tacoBadKeyUsage,
  tacoCertExpired,
  tacoCertNotYetValid,
  tacoCertificateChanged,
  tacoChainIncomplete,
  tacoChainUntrusted,
  tacoDevelopmentCertificate,
  tacoEmbeddedRoot,
  tacoEntryChanged,
  tacoEntryDeleted,
  tacoExpiring,
  tacoGalleryOrganization,
  tacoGalleryValidity,
  tacoMalformed,
  tacoManifestChanged,
  tacoManifestNotFirst,
  tacoNewerAlgorithm,
  tacoNoTimestamp,
  tacoSelfSigned,
  tacoSha1,
  tacoSignatureAlgorithm,
  tacoSignatureIgnored,
  tacoSignatureInvalid,
  tacoSignatureUnreadable,
  tacoStraySignatureFile,
  tacoTimestampInvalid,
  tacoTimestampRequired,
  tacoTimestampUntrusted,
  tacoTimestampUnusual,
  tacoUnreferencedEntry,
  tacoUnsignedEntry,
  tacoUnsigned,
  tacoWeakDigest,
  tacoWeakKey,
  epsNotPackaged,
]
