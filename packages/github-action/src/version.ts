import { readFileSync } from 'node:fs'

/** The version of the action; read when it is needed, so that a new version does not change the bundle. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
