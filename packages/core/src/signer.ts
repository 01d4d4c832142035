// For packages that sign with a key that lives elsewhere: on a token, in a cloud.
export { readCertificateFile } from './build/certificates.ts'
export type { Secret } from './build/options/options.ts'
export {
  checkSignerOptions,
  type SignerOptionKind,
  type SignerOptionKinds,
} from './build/options/signer-options.ts'
export { TacosmithError, type TacosmithErrorCode } from './errors.ts'
export type { DigestAlgorithm } from './format/x509/algorithm-names.ts'
export { ecdsaSignatureToDer } from './format/x509/ecdsa-signature.ts'
export { askSecret } from './keys/ask-secret.ts'
export { resolveSecret } from './keys/keystore-secret.ts'
export { writeNewFile } from './output/write-file.ts'
export {
  type CertificateSource,
  type RemoteKey,
  type RemoteKeySigner,
  remoteKeySigner,
} from './sign/remote-key.ts'
export {
  isConnectionFailure,
  loadServiceSdk,
  type RemoteKeyProblem,
  remoteKeyError,
} from './sign/remote-key-error.ts'
export {
  type ServiceAnswer,
  ServiceClient,
  type ServiceClientOptions,
  type ServiceRequest,
} from './sign/service-client.ts'
export type { Signer, ToBeSigned } from './sign/signer.ts'
export {
  type FailureUnderTest,
  type KeyUnderTest,
  type ServiceUnderTest,
  type SignerCheck,
  type SignerUnderTest,
  signerChecks,
} from './testing/signer-contract/index.ts'
