import * as v from 'valibot'
import type { OptionFacts } from './kinds.ts'

/** A schema as valibot builds it, as far as descriptions of options are walked through. */
interface Parts {
  type: string
  entries?: Record<string, v.GenericSchema>
  options?: readonly unknown[]
  wrapped?: v.GenericSchema
  item?: v.GenericSchema
}

/** The schema as its parts: lists, objects, forms. */
export function partsOf(schema: v.GenericSchema): Parts {
  return schema as unknown as Parts
}

/** A schema without the mark that it may be left out. */
export function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  const { type, wrapped } = partsOf(schema)
  return type === 'optional' && wrapped !== undefined ? wrapped : schema
}

/** What is said of an option; nothing is said of parts of its value. */
export function factsOf(schema: v.GenericSchema): OptionFacts | undefined {
  const facts = v.getMetadata(unwrapped(schema) as never) as unknown as Partial<OptionFacts>
  return facts.about === undefined ? undefined : (facts as OptionFacts)
}

/** The options in an object, whichever form it has: a schema by each name. */
export function entriesOf(schema: v.GenericSchema): Record<string, v.GenericSchema> {
  const { type, entries, options = [] } = partsOf(unwrapped(schema))
  if (entries !== undefined) return entries
  if (type !== 'union') return {}
  return Object.assign({}, ...options.map((form) => entriesOf(form as v.GenericSchema)))
}

/** The schemas that a path leads through, without that where it starts. It ends where the description does. */
export function schemasAlong(schema: v.GenericSchema, path: readonly PropertyKey[]): v.GenericSchema[] {
  const [name, ...rest] = path
  if (name === undefined) return []
  const inside = Object.entries(entriesOf(schema)).find(([known]) => known === name)?.[1]
  return inside === undefined ? [] : [inside, ...schemasAlong(inside, rest)]
}

/** Every option with its path, those within others after them. */
export function everyOption(
  schema: v.GenericSchema,
  path: readonly string[] = [],
): { path: readonly string[]; schema: v.GenericSchema; facts: OptionFacts }[] {
  return Object.entries(entriesOf(schema)).flatMap(([name, entry]) => {
    const facts = factsOf(entry)
    const inner = [...path, name]
    return facts === undefined ? [] : [{ path: inner, schema: entry, facts }, ...everyOption(entry, inner)]
  })
}
