import { runInNewContext } from 'node:vm'

/** Calls a packaged script as Tableau does. The answer is plain data. */
export function callScript(script: string, attr: Readonly<Record<string, string>>): unknown {
  const result = (runInNewContext(script) as (attr: object) => unknown)(attr)
  return JSON.parse(JSON.stringify(result))
}
