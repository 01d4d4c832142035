export type { Archive, ArchiveEntry, ArchiveLimits } from './archive.ts'
export { readArchive } from './archive-reader.ts'
export { type NewEntry, writeArchive, writeArchivePieces } from './archive-writer.ts'
export type { ArchiveBytes } from './byte-sequence.ts'
export {
  isCoveredBySignature,
  isDirectoryName,
  isManifestName,
  isSignatureFileName,
  MANIFEST_NAME,
  nameKey,
  unsafeNameReason,
} from './entry-names.ts'
export {
  attributeValue,
  type EntrySection,
  formatSection,
  type Manifest,
  type ManifestAttribute,
  type ManifestSection,
  parseManifest,
} from './manifest.ts'
