/** Where an archive keeps its manifest. */
export const MANIFEST_NAME = 'META-INF/MANIFEST.MF'

/** Behind `SIG-` Java takes no extension, or one of at most three letters and digits. */
const SIGNATURE_FILE = /^META-INF\/(?:[^/]*\.(?:SF|RSA|DSA|EC)|SIG-(?:[^/.]*|[^/]*\.[A-Z0-9]{1,3}))$/i
const MANIFEST_FILE = /^META-INF\/MANIFEST\.MF$/i
const METADATA_FOLDER = /^META-INF(?:\/|$)/i
const CONTROL_CHARACTER = /\p{Cc}/u
/** As no file system has them. */
const LONGEST_NAME = 4096
const DRIVE = /^[a-z]:/i

/**
 * Says why an entry name is unsafe to unpack or reads differently in different programs.
 *
 * @returns the reason, or undefined for a safe name. A directory's name ends with a slash.
 */
export function unsafeNameReason(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (name.length > LONGEST_NAME) return `it has more than ${LONGEST_NAME} characters`
  if (CONTROL_CHARACTER.test(name)) return 'it holds a control character'
  if (name.includes('\\')) return 'it holds a backslash'
  if (name.startsWith('/')) return 'it starts with a slash'
  if (DRIVE.test(name)) return 'it starts with a drive letter'
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/')
  if (segments.includes('..') || segments.includes('.')) return 'it holds a "." or ".." segment'
  if (segments.includes('')) return 'it holds an empty segment'
  if (isDisguised(name)) return 'some programs take its letters for those of META-INF or of a file there'
  return undefined
}

/** `META-ıNF/MANIFEſT.MF`: Java compares such names by their letters in some places, and by their bytes in others. */
function isDisguised(name: string): boolean {
  const plain = name.replaceAll(/[^\p{ASCII}]/gu, (letter) =>
    // What Java makes a small i of, and others two letters.
    letter === 'İ' ? 'I' : letter.normalize('NFKC').toUpperCase().normalize('NFKC'),
  )
  if (plain === name || !METADATA_FOLDER.test(plain)) return false
  return !METADATA_FOLDER.test(name) || isCoveredBySignature(name) !== isCoveredBySignature(plain)
}

/**
 * Two names with the same key are the same file on some file system: they differ at most by case or by Unicode form.
 */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC')
}

/** True for the manifest itself, in any case of the letters A to Z. */
export function isManifestName(name: string): boolean {
  return MANIFEST_FILE.test(name)
}

/**
 * True for the files that hold a signature (`.SF`, `.RSA`, `.DSA`, `.EC`, `SIG-*` directly in `META-INF`, in any case).
 * A signature covers neither them nor the manifest by an entry of their own.
 */
export function isSignatureFileName(name: string): boolean {
  return SIGNATURE_FILE.test(name)
}

/** True for a directory entry. */
export function isDirectoryName(name: string): boolean {
  return name.endsWith('/')
}

/** True for every entry that the manifest of a signed archive has to list. */
export function isCoveredBySignature(name: string): boolean {
  return !isDirectoryName(name) && !isManifestName(name) && !isSignatureFileName(name)
}
