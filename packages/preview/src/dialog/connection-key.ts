import type { AttributeList, ConnectionKeyRules } from './dialog-model.ts'

/**
 * What Tableau tells connections apart by: the attributes of the normalizer's lists that are there, and its default
 * attributes where they are not. Two connections with equal keys share one session of the database.
 */
export function connectionKey(
  { lists, defaults }: ConnectionKeyRules,
  attributes: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = lists
    .filter((list) => counts(list, attributes.authentication))
    .flatMap((list) => list.attributes)
  const fallbacks = new Map(defaults.map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    [...new Set([...names, ...fallbacks.keys()])].flatMap((name): [string, string][] => {
      const value = Object.hasOwn(attributes, name) ? attributes[name] : fallbacks.get(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function counts({ condition }: AttributeList, authentication: string | undefined): boolean {
  if (condition === undefined) return true
  return (authentication === condition.value) === (condition.operator === 'eq')
}
