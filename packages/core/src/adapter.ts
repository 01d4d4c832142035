// For bundler plugins, the command line and the action: the steps of a build, and Tableau's places on a computer.
export {
  type BuildMessage,
  type BundlerPlace,
  buildMessages,
  bundlerPlace,
  errorMessage,
  findingMessage,
  findingWithFrame,
  isUserError,
  refusalMessage,
} from './build/adapter-messages.ts'
export {
  checkAttributeTypes,
  newAttributeTypes,
  refreshAttributeTypes,
  refreshExistingTypes,
  refreshTypesOfScripts,
} from './build/attribute-types-step.ts'
export { attributesRead } from './build/attributes-read.ts'
export type { BuildStep, OnBuildStep, TacoSignature } from './build/build-result.ts'
export { buildSnapshot } from './build/build-snapshot.ts'
export { buildTarget, expectedFileName } from './build/build-target.ts'
export {
  developmentCertificate,
  exportCertificate,
  importCertificate,
  importForSigner,
  requestCertificate,
  requestForSigner,
} from './build/certificates.ts'
export { changedSince, clockTick } from './build/changed-since.ts'
export { checkFile, type RecognisedFile, recogniseFile, type SingleFile } from './build/check-file.ts'
export { type CheckedConnector, checkSnapshot, type SnapshotAdditions } from './build/check-snapshot.ts'
export type { EarlierOutput, OutputFiles } from './build/earlier-output.ts'
export { type BuildTarget, finishBuild } from './build/finish-build.ts'
export { OpenedSigners } from './build/opened-signers.ts'
export { checkConfig } from './build/options/check-config.ts'
export { checkOptions } from './build/options/check-options.ts'
export { extendOptions } from './build/options/extend-options.ts'
export type { OptionDoor } from './build/options/option-door.ts'
export { laidOver, namesOfOptions, secretsIn, writtenAt } from './build/options/option-origins.ts'
export type {
  ResolvedSignOptions,
  ResolvedTimestampOptions,
  RuleSetting,
  ValidationProfile,
} from './build/options/options.ts'
export {
  resolveOptions,
  resolveSignOptions,
  resolveTimestampOptions,
} from './build/options/resolve-options.ts'
export { type PackedConnector, packSnapshot, type RefusedConnector } from './build/pack-snapshot.ts'
export { Session } from './build/session.ts'
export {
  type SignedTacoFile,
  signTacoFile,
  type TimestampedTacoFile,
  timestampTacoFile,
} from './build/sign-file.ts'
export type { Snapshot } from './build/snapshot.ts'
export type { ComparedConnector, ConnectorChange } from './compare/diff/connector-diff.ts'
export { type ReviewClass, reachesReview } from './compare/diff/review.ts'
export type { DescribedField } from './compare/inspect/connector-description.ts'
export { driverNameIn } from './connector/driver-name.ts'
export { findConnectorFolder } from './connector/find-connector-source.ts'
export { overlaySource } from './connector/overlay-source.ts'
export { foldersAbove, type OwnedFile, OwningConnectors } from './connector/owning-connector.ts'
export { resourceFileName, resourceLanguages } from './connector/resource-files.ts'
export { withTacoFile } from './connector/taco-file.ts'
export { untrustedSource } from './connector/untrusted-source.ts'
export type { XmlElement } from './connector/xml-document.ts'
export {
  attributeOf,
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  findPath,
  parseXsBoolean,
} from './connector/xml-query.ts'
export { libraryRemoval } from './engine/library-removal.ts'
export { type EngineTask, runIsolated, startScriptEngine } from './engine/script-engine.ts'
export { type StandInSettings, standInGlobals, tableauExceptionName } from './engine/stand-ins.ts'
export type { DigestAlgorithm } from './format/x509/algorithm-names.ts'
export type { RequestKeyKind } from './format/x509/certificate-request.ts'
export { type AskSecret, answerQuestions, askSecret } from './keys/ask-secret.ts'
export { defaultDevelopmentFolder } from './keys/development-folder.ts'
export { isVariableName, noSuchVariable } from './keys/keystore-secret.ts'
export { isWritablePassword, PASSWORD_RULE } from './keys/new-password.ts'
export type { KeyOptionNames } from './keys/option-names.ts'
export type { TruststoreSource } from './keys/truststore-open.ts'
export { endOnSignals, stopOnSignal } from './output/ending-signals.ts'
export { writeFileIfChanged, writeFileWhole, writeNewFile } from './output/write-file.ts'
export { defaultTacoFileName, tacoFileName } from './package/taco-file-name.ts'
export { codeFrame } from './report/code-frame.ts'
export { nearestName } from './report/nearest-name.ts'
export { createReport } from './report/report.ts'
export { guardedOutput, htmlText, visibleLine, visibleLines, visibleText } from './report/visible-text.ts'
export { type RuleDescription, ruleDescriptions } from './rules/all-rules.ts'
export type { RuleExplanation } from './rules/explain-rule.ts'
export { applyRuleSettings } from './rules/rule-settings.ts'
export type { XmlEngine } from './schema/engines/xml-engine.ts'
export { rootElements } from './schema/xsd/root-elements.ts'
export { checkScript } from './scripts/analyse/check-script.ts'
export {
  type BundledSource,
  BundleFailure,
  type BundleFault,
  bundleSource,
} from './scripts/bundle/bundle-source.ts'
export { dropUnused, type MappedBundle } from './scripts/bundle/drop-unused.ts'
export { type FinishedScripts, finishScripts, type ScriptBundle } from './scripts/bundle/finish-scripts.ts'
export { insideProject } from './scripts/bundle/inside-project.ts'
export { loadEsbuild } from './scripts/bundle/load-esbuild.ts'
export { mapLocator } from './scripts/bundle/map-locator.ts'
export { missingImport, unresolvedImport } from './scripts/bundle/missing-import.ts'
export { importFromOutside, outsideHelp, projectBoundary } from './scripts/bundle/project-boundary.ts'
export { leftOut, noDefaultExport, notOneScript, topLevelAwait } from './scripts/bundle/script-errors.ts'
export { scriptFromModule } from './scripts/bundle/script-from-module.ts'
export { scriptSettings } from './scripts/bundle/script-settings.ts'
export { refuseTwoDefaultExports } from './scripts/bundle/two-default-exports.ts'
export { scriptEntry } from './scripts/bundle/wrap-script.ts'
export type { ScriptAttributes } from './scripts/check/read-attributes.ts'
export { attributeTypesFileName } from './scripts/plan/attribute-types.ts'
export { planScripts, type ScriptPlan } from './scripts/plan/plan-scripts.ts'
export type { OpenedSigner } from './sign/create-signer.ts'
export { developmentNotice } from './sign/development-notice.ts'
export { type ConnectorsPath, prepareConnectorsPath, unbuiltScripts } from './tableau/connectors-path.ts'
export { type PlaceContents, readPlace } from './tableau/found-connector.ts'
export { currentHost, type Host } from './tableau/host.ts'
export { type Installation, type InstalledFile, installTaco } from './tableau/install-taco.ts'
export { type InstallTarget, installPlaces, knownPlaces } from './tableau/install-target.ts'
export { formatCommand, launch, launchCommand } from './tableau/launch-tableau.ts'
export {
  type ClassResolution,
  type LoadedConnector,
  type LoadResolution,
  loadRegime,
  type OutrankedConnector,
  resolveLoadOrder,
} from './tableau/load-order.ts'
export { readLines } from './tableau/log-lines.ts'
export { isAbout, type LogEntry, readLogLine } from './tableau/logs/log-entry.ts'
export { newestLog } from './tableau/newest-log.ts'
export {
  allUsersPlace,
  builtInPlace,
  type ConnectorPlace,
  developmentPlace,
  productName,
  repositoryPlaces,
} from './tableau/places.ts'
export type { TableauProduct } from './tableau/repository-names.ts'
export { serverSettings } from './tableau/server-settings.ts'
export { chooseTableauProgram } from './tableau/tableau-programs.ts'
export { type Uninstallation, uninstallConnector } from './tableau/uninstall-connector.ts'
export { removeUnpacked, type UnpackedChanges, writeUnpacked } from './tableau/unpacked-connector.ts'
export { readConnectorFacts, verifyIntegrity } from './verify/index.ts'
export { refuseMalformed } from './verify/verdict.ts'
