export type { Pkcs11SignerOptions } from './options.ts'
export { type Pkcs11Signer, pkcs11Signer } from './pkcs11-signer.ts'
