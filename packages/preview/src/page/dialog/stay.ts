/** A dialog is a form, so that the Enter key signs in; it is never sent. */
export function stay(event: Event): void {
  event.preventDefault()
}
