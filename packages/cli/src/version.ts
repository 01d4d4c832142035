import { readFileSync } from 'node:fs'

/** The version of this package. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** Whether that is all that a command line asks for. */
export function asksForVersion([first]: readonly string[]): boolean {
  return first === '--version' || first === '-V'
}
