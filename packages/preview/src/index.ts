// Shows the connection dialog of a connector, and tests what its scripts make of it.

export {
  type BuiltScripts,
  contentReader,
  type PreviewSource,
  type ScriptFailure,
} from './content/content-reader.ts'
export type {
  FilePlace,
  PlacedName,
  PreviewChange,
  PreviewContent,
  PreviewFailure,
  PreviewFinding,
  UnreadAttributes,
} from './content/preview-content.ts'
export { type ContentAdditions, readContent, withDigest } from './content/read-content.ts'
export { mistakeError, refuseUnread } from './content/refuse-unread.ts'
export type { DialogInput, DialogView, TableauHost } from './dialog/dialog-input.ts'
export type { DialogField, DialogModel } from './dialog/dialog-model.ts'
export { type DialogState, dialogState } from './dialog/dialog-state.ts'
export { exportPreview } from './export/export-preview.ts'
export { findChromium } from './export/find-chromium.ts'
export { type ScreenshotOptions, screenshotPreview } from './export/screenshot-preview.ts'
export { dialogModelOf } from './model/dialog-model-of.ts'
export { fitsPatternInEngine, runScripts } from './run/run-scripts.ts'
export { formatScenariosJunit } from './scenarios/format-junit.ts'
export { formatScenarios, type TestedConnector } from './scenarios/format-scenarios.ts'
export {
  type Difference,
  differences,
  type ScenarioOutcome,
  scenarioOutcome,
} from './scenarios/run-scenario.ts'
export { runScenarios, type ScenarioResult } from './scenarios/run-scenarios.ts'
export type { Expectation, Scenario, ScenarioFile } from './scenarios/scenario.ts'
export { readScenarios, saveScenario } from './scenarios/scenario-files.ts'
export { scenarioFolder } from './scenarios/scenario-folder.ts'
export { scenarioSchema } from './scenarios/scenario-schema.ts'
export { canUpdate, updateScenarios } from './scenarios/update-scenarios.ts'
export { LiveContent, type ReadPreview } from './server/live-content.ts'
export { editorFor } from './server/open-editor.ts'
export { type PreviewActions, type PreviewHandler, previewHandler } from './server/preview-handler.ts'
export { type PreviewServer, servePreview } from './server/preview-server.ts'
