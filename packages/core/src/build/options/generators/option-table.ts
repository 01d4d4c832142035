import type * as v from 'valibot'
import { configDescription } from '../config-description.ts'
import { tacoDescription } from '../description.ts'
import { everyOption, partsOf, unwrapped } from '../walk.ts'
import { defaultText } from './default-text.ts'
import { markdownTable } from './markdown-table.ts'
import { typeText } from './type-declarations.ts'

/** What a README says in another way than the description, and of which options it says nothing. */
export interface TableSettings {
  /** Options that the adapter does not have. */
  without?: readonly string[]
  /** Defaults and explanations of options that mean something of their own there. */
  instead?: Readonly<Record<string, { default?: string; about?: string }>>
  /** Options that only the adapter has, in rows of their own: name, type, default, explanation. */
  further?: readonly (readonly [name: string, type: string, byDefault: string, about: string])[]
  /** Adds what an option is called on the command line. */
  withFlags?: boolean
  /** Adds the options that only a configuration file has. */
  ofConfig?: boolean
}

/** A table of all options, one that holds others in the rows of these. */
export function optionTable({
  without = [],
  instead = {},
  further = [],
  withFlags = false,
  ofConfig = false,
}: TableSettings): string {
  const own = everyOption(ofConfig ? configDescription : tacoDescription).flatMap(
    ({ path, schema, facts }) => {
      const name = path.join('.')
      // An object of options is described by these.
      if (without.includes(name) || (isObject(schema) && everyOption(schema).length > 0)) return []
      const about = instead[name]?.about ?? facts.about
      const variable = facts.variable === undefined ? '' : ` Variable: \`${facts.variable}\`.`
      const flag = withFlags ? [facts.flag === undefined ? '' : `\`${facts.flag}\``] : []
      const byDefault = instead[name]?.default ?? defaultText(schema) ?? ''
      return [[`\`${name}\``, `\`${typeText(schema)}\``, byDefault, ...flag, `${about}${variable}`]]
    },
  )
  const others = further.map(([name, type, byDefault, about]) => [
    `\`${name}\``,
    `\`${type}\``,
    byDefault,
    about,
  ])
  const head = ['option', 'type', 'default', ...(withFlags ? ['command line'] : []), '']
  return markdownTable([head, ...own, ...others])
}

function isObject(schema: v.GenericSchema): boolean {
  return partsOf(unwrapped(schema)).type === 'strict_object'
}
