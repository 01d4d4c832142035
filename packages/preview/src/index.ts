// Shows the connection dialog of a connector, and tests what its scripts make of it.
export type { PreviewContent, PreviewFailure, PreviewFinding } from './content/preview-content.ts'
export { type ContentAdditions, readContent, withDigest } from './content/read-content.ts'
export type { DialogInput, DialogView, TableauHost } from './dialog/dialog-input.ts'
export type { DialogField, DialogModel } from './dialog/dialog-model.ts'
export { type DialogState, dialogState } from './dialog/dialog-state.ts'
export { dialogModelOf } from './model/dialog-model-of.ts'
export { fitsPatternInEngine, runScripts } from './run/run-scripts.ts'
export {
  type Difference,
  differences,
  type ScenarioOutcome,
  scenarioOutcome,
} from './scenarios/run-scenario.ts'
export type { Expectation, Scenario, ScenarioFile } from './scenarios/scenario.ts'
