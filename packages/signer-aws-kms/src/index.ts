export { awsKmsSigner } from './aws-kms-signer.ts'
export type { AwsKmsSignerOptions } from './options.ts'
