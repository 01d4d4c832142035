export { type StandInRecord, type StandInSettings, standInGlobals } from './engine/stand-ins.ts'
export { type LoadedScript, type LoadScriptOptions, loadScript } from './testing/load-script.ts'
export { TableauException } from './testing/tableau-exception.ts'
