export { googleKmsSigner } from './google-kms-signer.ts'
export type { GoogleKmsSignerOptions, KmsClientOptions } from './options.ts'
