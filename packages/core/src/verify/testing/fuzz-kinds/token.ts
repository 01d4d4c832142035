import type { FuzzKind } from './fuzz-kind.ts'
export const kind: FuzzKind = { name: 'token', mutant: () => ({ what: '', bytes: new Uint8Array() }) }
