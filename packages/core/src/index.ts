// For programs that call tacosmith: build, check, sign, verify, inspect and compare connectors.
export { buildTaco } from './build/build.ts'
export type { BuildResult, BuiltTaco } from './build/build-result.ts'
export { type BuildContext, checkConnector } from './build/check.ts'
export {
  defineConfig,
  type RuleSettings,
  type ScriptOptions,
  type Secret,
  type SignOptions,
  type TacoOptions,
  type TacosmithConfig,
  type TimestampOptions,
  type ValidateOptions,
} from './build/options/options.ts'
export type { ConnectorDiff } from './compare/diff/connector-diff.ts'
export { diffConnectors } from './compare/diff/diff-connectors.ts'
export type { ConnectorDescription } from './compare/inspect/connector-description.ts'
export { describeConnector } from './compare/inspect/describe-connector.ts'
export type { Connector } from './connector/connector.ts'
export { folderSource } from './connector/folder-source.ts'
export { memorySource } from './connector/memory-source.ts'
export { readConnector } from './connector/read-connector.ts'
export type { ConnectorSource } from './connector/source.ts'
export { tacoSource } from './connector/taco-source.ts'
export { TacosmithError, type TacosmithErrorCode } from './errors.ts'
export type { Truststore } from './keys/truststore-open.ts'
export { minimumTableauVersion } from './package/minimum-version.ts'
export type { Diagnostic, Report, Severity } from './report/diagnostic.ts'
export { formatGithub } from './report/format-github.ts'
export { formatGitlab } from './report/format-gitlab.ts'
export { formatJson } from './report/format-json.ts'
export { formatJunit } from './report/format-junit.ts'
export { formatPretty } from './report/format-pretty.ts'
export { formatSarif } from './report/format-sarif.ts'
export type { PlacedReport } from './report/placed-report.ts'
export { explainRule } from './rules/explain-rule.ts'
export type { RuleId } from './rules/rule-id.ts'
export { validateFile } from './rules/validate-file.ts'
export { createSigner, signTaco, timestampTaco } from './sign/index.ts'
export type { SignedTaco } from './sign/signed-taco.ts'
export type { Signer } from './sign/signer.ts'
export { openTruststore, verifyTaco } from './verify/index.ts'
export type { Verdict } from './verify/verdict.ts'
