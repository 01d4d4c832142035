export * from './algorithm-names.ts'
export { defaultDigest, describeKey, isRsa, type KeyDescription } from './algorithms.ts'
export {
  ANY_USAGE,
  type Certificate,
  CODE_SIGNING_USAGE,
  commonName,
  EXTENDED_KEY_USAGE_EXTENSION,
  type KeyUsage,
  organizationName,
  readCertificate,
  TIME_STAMPING_USAGE,
} from './certificate.ts'
export { readCertificates } from './certificate-file.ts'
export {
  buildChain,
  type CertificateChain,
  isIssuedBy,
  missingIssuerHelp,
  refuseBrokenChain,
} from './chain.ts'
export { rawBytes } from './der-reader.ts'
export { defaultDevelopmentFolder } from './development-folder.ts'
export { ecdsaSignatureToDer } from './ecdsa-signature.ts'
export { type KeyEntry, type KeystoreLocation, openKeystore } from './keystore.ts'
export type { KeystoreContents, KeystoreKey } from './keystore-contents.ts'
export {
  type DevelopmentKeystore,
  type DevelopmentKeystoreOptions,
  developmentKeystore,
} from './keystore-development.ts'
export { javaKeystoreFormat, openJavaKeystore } from './keystore-jks.ts'
export { openPkcs12, readPkcs12Certificates } from './keystore-pkcs12.ts'
export { allowsPssDigest, pssRestriction } from './rsa-pss.ts'
export { isVerifiedByEveryJdk, type SignatureRequest, signWith, verifyWith } from './signature-algorithms.ts'
export { createSignedData, DATA_OID, TIMESTAMP_TOKEN_ATTRIBUTE } from './signed-data.ts'
export {
  checkSignature,
  readSignedData,
  type SignatureCheck,
  type SignedData,
  type SignerInfo,
  signerCertificate,
} from './signed-data-reader.ts'
export { addTimestampToken } from './signed-data-timestamp.ts'
export { requestTimestamp, type TimestampRequestOptions } from './timestamp-client.ts'
export {
  checkTimestampToken,
  readTimestampToken,
  type Timestamp,
  timestampCertificateProblem,
} from './timestamp-token.ts'
export { TrustAnchors } from './trust-anchors.ts'
export {
  openTruststore,
  type Truststore,
  type TruststoreOptions,
  type TruststoreSource,
} from './truststore-open.ts'
