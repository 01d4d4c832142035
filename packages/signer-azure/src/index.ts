export { azureSigner } from './azure-signer.ts'
export type { AzureSignerOptions, VaultClientOptions } from './options.ts'
