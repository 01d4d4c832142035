export { cscSigner } from './csc-signer.ts'
export type { CscSignerOptions } from './options.ts'
