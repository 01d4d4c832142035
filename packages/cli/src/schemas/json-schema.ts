/** A JSON Schema, of draft 7. */
export type JsonSchema = { readonly [keyword: string]: unknown }

export const text: JsonSchema = { type: 'string' }
export const flag: JsonSchema = { type: 'boolean' }
export const count: JsonSchema = { type: 'integer', minimum: 0 }

/** A text with a remark on what it holds. */
export function described(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description }
}

export function oneOf(...values: string[]): JsonSchema {
  return { type: 'string', enum: values }
}

export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

export function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

export function either(...schemas: JsonSchema[]): JsonSchema {
  return { anyOf: schemas }
}

/** Members by name; those whose name ends in `?` may be missing. There are no others. */
export function object(members: Record<string, JsonSchema>): JsonSchema {
  const entries = Object.entries(members)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name])),
    additionalProperties: false,
  }
}

export function map(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values }
}
