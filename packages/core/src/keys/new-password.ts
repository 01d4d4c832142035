/** What keytool asks of passwords for new keystores. */
export const PASSWORD_RULE =
  'Use at least six characters, and only ASCII ones: unaccented letters, digits, punctuation.'

/** Whether keytool would take it for a new keystore. */
export function isWritablePassword(password: string): boolean {
  return /^[\x20-\x7e]{6,}$/.test(password)
}
