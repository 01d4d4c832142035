export {
  type DigestAttribute,
  digestAttributes,
  hasOldSha1Digests,
  newerDigests,
} from '../jar-manifest/digest-attributes.ts'
export {
  isPolicyHelp,
  JAVA_POLICIES,
  type JavaPolicyName,
  POLICY_HELP_START,
  policyHelp,
} from '../jar-manifest/java-policies.ts'
export {
  attributeValue,
  type EntrySection,
  formatSection,
  linesFor,
  type Manifest,
  type ManifestAttribute,
  type ManifestSection,
  parseManifest,
} from '../jar-manifest/manifest.ts'
export type { Archive, ArchiveEntry, ArchiveLimits } from './archive.ts'
export { readArchive } from './archive-reader.ts'
export { type NewEntry, writeArchive, writeArchiveSource } from './archive-writer.ts'
export {
  type ArchiveBytes,
  type ByteSource,
  byteSource,
  equalSources,
  joinSources,
  PIECE_BYTES,
  piecesOf,
  wholeOf,
} from './byte-source.ts'
export { checkEntryDigests, type EntryDigestCheck, hasWeakDigests } from './entry-digests.ts'
export {
  isCoveredBySignature,
  isDirectoryName,
  isManifestName,
  isSignatureFileName,
  MANIFEST_NAME,
  nameKey,
  unsafeNameReason,
} from './entry-names.ts'
export { mayJavaOpen } from './java-opening.ts'
export { refuseNestedSignatures } from './nested-signatures.ts'
