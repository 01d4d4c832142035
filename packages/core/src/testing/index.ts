export { type StandInRecord, type StandInSettings, standInGlobals } from '../engine/stand-ins.ts'
export { type LoadedScript, type LoadScriptOptions, loadScript } from './load-script.ts'
export { TableauException } from './tableau-exception.ts'
