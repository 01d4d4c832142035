/** How a browser takes what is typed: secrets as dots, and nothing offered from what was typed elsewhere. */
export function inputType(
  isSecure: boolean,
): { type: 'password'; autocomplete: 'new-password' } | { type: 'text'; autocomplete: 'off' } {
  return isSecure ? { type: 'password', autocomplete: 'new-password' } : { type: 'text', autocomplete: 'off' }
}
