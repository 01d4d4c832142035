/** More takes a browser seconds at each key, and nobody reads it. */
const MAXIMUM = 50_000

/** The beginning of a text that a script may have made of any length, and how much more there is. */
export function shortened(text: string): string {
  const rest = text.length - MAXIMUM
  return rest <= 0 ? text : `${text.slice(0, MAXIMUM)}… and ${rest} more characters`
}
