export type { VaultSignerOptions } from './options.ts'
export { vaultSigner } from './vault-signer.ts'
