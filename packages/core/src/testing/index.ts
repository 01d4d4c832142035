export { type LoadedScript, type LoadScriptOptions, loadScript } from './load-script.ts'
export { type StandInRecord, type StandInSettings, standInGlobals } from './stand-ins.ts'
export { TableauException } from './tableau-exception.ts'
