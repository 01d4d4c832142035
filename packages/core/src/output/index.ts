export * from './ending-signals.ts'
export { discardUnfinishedFiles } from './unfinished-files.ts'
export * from './write-file.ts'
