export {}
export * from './connectors.ts'
