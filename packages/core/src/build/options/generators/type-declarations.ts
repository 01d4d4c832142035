import * as v from 'valibot'
import { configDescription } from '../config-description.ts'
import { tacoDescription } from '../description.ts'
import { entriesOf, factsOf, partsOf, unwrapped } from '../walk.ts'
import { defaultText } from './default-text.ts'

/** Types that are written by hand, and where; what is more exact than the description can say. */
const imported: Readonly<Record<string, string>> = {
  DigestAlgorithm: '../../sign/signer.ts',
  Signer: '../../sign/signer.ts',
  RuleId: '../../rules/rule-id.ts',
}
const exact: Readonly<Record<string, string>> = { RuleSettings: 'Partial<Record<RuleId, RuleSetting>>' }

const widest = 120

/** The types of the options, as types.ts holds them. */
export function typeDeclarations(): string {
  const declarations = [...namedTypes(tacoDescription)].map(([name, schema]) => declaration(name, schema))
  return [
    '// Generated from the description of the options. Run `npm run docs` after a change.',
    "import type { RuleId } from '../../rules/rule-id.ts'",
    "import type { DigestAlgorithm, Signer } from '../../sign/signer.ts'",
    '',
    declarations.join('\n\n'),
    '',
    configDeclaration(),
    '',
  ].join('\n')
}

/** A configuration has all options, and more. */
function configDeclaration(): string {
  const inherited = entriesOf(tacoDescription)
  const further = Object.entries(entriesOf(configDescription)).filter(
    ([name]) => inherited[name] === undefined,
  )
  const members = further.map(([name, entry]) => declaredMember(name, entry))
  const about = comment(aboutType(configDescription), '')
  return [about, 'export interface TacosmithConfig extends TacoOptions {', ...members, '}'].join('\n')
}

/** The types that have a name, those that others are made of first. */
function namedTypes(schema: v.GenericSchema, found: Map<string, v.GenericSchema> = new Map()): typeof found {
  for (const inner of innerSchemas(schema)) namedTypes(inner, found)
  const name = v.getTitle(unwrapped(schema) as never)
  if (name !== undefined && !(name in imported) && !found.has(name)) found.set(name, unwrapped(schema))
  return found
}

function innerSchemas(schema: v.GenericSchema): v.GenericSchema[] {
  const { entries = {}, options = [], item } = partsOf(unwrapped(schema))
  const forms = options.filter((form) => typeof form === 'object') as v.GenericSchema[]
  return [...Object.values(entries), ...forms, ...(item === undefined ? [] : [item])]
}

function declaration(name: string, schema: v.GenericSchema): string {
  const about = comment(aboutType(schema), '')
  const { type } = partsOf(schema)
  if (name in exact) return `${about}\nexport type ${name} = ${exact[name]}`
  if (type !== 'strict_object') return `${about}\nexport type ${name} = ${shape(schema)}`
  const members = Object.entries(entriesOf(schema)).map(([member, entry]) => declaredMember(member, entry))
  return [`${about}`, `export interface ${name} {`, ...members, '}'].join('\n')
}

/** A type that is used as an option has what is said of the option as well; its own words come first. */
function aboutType(schema: v.GenericSchema): string {
  const { pipe = [] } = schema as { pipe?: unknown[] }
  const described = [schema, ...pipe].flatMap((part) => {
    const { pipe: inner = [] } = part as { pipe?: { type: string; description?: string }[] }
    const isNamed = inner.some(({ type }) => type === 'title')
    return isNamed ? inner.filter(({ type }) => type === 'description') : []
  })
  return described.at(0)?.description ?? ''
}

function declaredMember(name: string, schema: v.GenericSchema): string {
  const facts = factsOf(schema)
  const byDefault = defaultText(schema)
  const text = [facts?.about, byDefault === undefined ? undefined : `Default: ${byDefault}.`]
  const mark = partsOf(schema).type === 'optional' ? '?' : ''
  return `${comment(text.filter(Boolean).join(' '), '  ')}\n  ${name}${mark}: ${typeName(schema)}`
}

function typeName(schema: v.GenericSchema): string {
  return v.getTitle(unwrapped(schema) as never) ?? shape(schema)
}

/** The type of an option as a table shows it: the words that it may be, else the name of its type. */
export function typeText(schema: v.GenericSchema): string {
  return partsOf(unwrapped(schema)).type === 'picklist' ? shape(schema) : typeName(schema)
}

function shape(schema: v.GenericSchema): string {
  const { type, options = [], item, entries = {} } = partsOf(unwrapped(schema))
  if (type === 'picklist') return options.map((word) => `'${String(word)}'`).join(' | ')
  if (type === 'literal') return literal(unwrapped(schema))
  if (type === 'union') {
    const forms = options.map((form) => typeName(form as v.GenericSchema))
    return [...new Set(forms)].join(' | ')
  }
  if (type === 'array' && item !== undefined) return `${typeName(item)}[]`
  if (type !== 'strict_object') return type
  const members = Object.entries(entries).map(([name, entry]) => `${name}: ${typeName(entry)}`)
  return `{ ${members.join('; ')} }`
}

function literal(schema: v.GenericSchema): string {
  const { literal: value } = schema as unknown as { literal: unknown }
  return typeof value === 'string' ? `'${value}'` : String(value)
}

function comment(text: string, indent: string): string {
  const single = `${indent}/** ${text} */`
  if (single.length <= widest) return single
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || `${indent} * ${last} ${word}`.length > widest) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n')
}
