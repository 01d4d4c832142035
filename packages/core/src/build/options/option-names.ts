import type * as v from 'valibot'
import type { OptionDoor } from './option-door.ts'
import { factsOf, schemasAlong } from './walk.ts'

const nameAt = { 'command-line': 'flag', action: 'input', environment: 'variable' } as const

/**
 * An option's name as it is written at a door: `--tsa`, `timestamp-url`, `TACOSMITH_TSA`, or else its path, such as
 * `sign.timestamp.urls[0]`.
 */
export function optionName(
  description: v.GenericSchema,
  path: readonly PropertyKey[],
  door: OptionDoor,
  start: readonly string[] = [],
): string {
  if (door === 'configuration') return pathText([...start, ...path])
  const schemas = schemasAlong(description, path)
  for (const [index, schema] of [...schemas.entries()].reverse()) {
    const name = factsOf(schema)?.[nameAt[door]]
    if (name === undefined) continue
    const [rule] = path[index] === 'rules' ? path.slice(index + 1) : []
    return rule === undefined ? name : `${name} ${String(rule)}`
  }
  return pathText([...start, ...path])
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      const name = String(part)
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `['${name}']`
      return index === 0 ? name : `.${name}`
    })
    .join('')
}
