export { type JarBlock, type JarSigner, readJarBlock, signerOf } from '../format/cms/jar-block.ts'
export { JarBlockProblem } from '../format/cms/jar-block-problem.ts'
export {
  type SignerWithCertificates,
  signerCertificateOf,
  type VerifiedJarSignature,
  verifyJarBlock,
} from '../format/cms/jar-signature.ts'
export { createSignedData, DATA_OID, TIMESTAMP_TOKEN_ATTRIBUTE } from '../format/cms/signed-data.ts'
export { addTimestampToken } from '../format/cms/signed-data-timestamp.ts'
export { readTimestampAsJava } from '../format/tsp/java-timestamp.ts'
export {
  checkTimestampToken,
  type Timestamp,
} from '../format/tsp/timestamp-token.ts'
export * from '../format/x509/algorithm-names.ts'
export { defaultDigest, describeKey, isRsa, type KeyDescription } from '../format/x509/algorithms.ts'
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
} from '../format/x509/certificate.ts'
export { signatureOf } from '../format/x509/certificate-signature.ts'
export {
  buildChain,
  type CertificateChain,
  isIssuedBy,
  missingIssuerHelp,
  refuseBrokenChain,
} from '../format/x509/chain.ts'
export { ecdsaSignatureToDer } from '../format/x509/ecdsa-signature.ts'
export { allowsPssDigest, pssRestriction } from '../format/x509/rsa-pss.ts'
export {
  isVerifiedByEveryJdk,
  type SignatureRequest,
  signWith,
  verifyWith,
} from '../format/x509/signature-algorithms.ts'
export { type AnswerToCheck, type CheckedAnswer, checkAnswer } from './answer.ts'
export { readCertificates } from './certificate-file.ts'
export {
  checkDates,
  checkIssuersSignature,
  checkUsage,
  isoDay,
  refusedCertificate,
} from './certificate-preflight.ts'
export { blockChain } from './chain/block-chain.ts'
export type { TrustedPath } from './chain/path-failure.ts'
export { findTrustedPath } from './chain/trusted-path.ts'
export { defaultDevelopmentFolder } from './development-folder.ts'
export { type KeyEntry, type KeystoreLocation, openKeystore } from './keystore.ts'
export type { KeystoreContents, KeystoreKey } from './keystore-contents.ts'
export {
  type DevelopmentKeystore,
  type DevelopmentKeystoreOptions,
  developmentKeystore,
} from './keystore-development.ts'
export { javaKeystoreFormat, openJavaKeystore } from './keystore-jks.ts'
export { openPkcs12, readPkcs12Certificates } from './keystore-pkcs12.ts'
export { authorityChainEnd, missingTimestampIssuer } from './timestamp-authority.ts'
export { requestTimestamp, type TimestampRequestOptions } from './timestamp-client.ts'
export { TrustAnchors } from './trust-anchors.ts'
export {
  openTruststore,
  type Truststore,
  type TruststoreOptions,
  type TruststoreSource,
} from './truststore-open.ts'
