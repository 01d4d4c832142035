/** Browsers complain of a form that asks for a password and names nobody. */
export function HiddenUser() {
  return <input type="text" autocomplete="username" aria-label="Username" readOnly hidden />
}
