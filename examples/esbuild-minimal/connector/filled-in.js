/** A value of the dialog, or another one where the user left the field empty. */
export function filledIn(value, otherwise) {
  return value?.trim() || otherwise
}
