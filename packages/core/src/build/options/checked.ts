import * as v from 'valibot'
import { TacosmithError } from '../../errors.ts'
import { isNamed } from './kinds.ts'
import type { OptionDoor } from './option-door.ts'
import { entriesOf } from './walk.ts'
import { type Mistake, mistakesIn } from './wrong-options.ts'

/** What is checked, and what it is called. */
export interface CheckedAs {
  /** Default: a configuration. */
  door?: OptionDoor
  /** The path in the options where the value is. */
  start?: readonly string[]
  /** How the whole is called where it has no path. */
  whole?: string
}

/**
 * Checks a value by its description.
 *
 * @returns it with every default filled in; options that are undefined are left out
 * @throws TacosmithError `usage` naming all that is wrong.
 */
export function checked<Output>(description: v.GenericSchema, value: unknown, as: CheckedAs = {}): Output {
  const { output, issues } = v.safeParse(description, value, { abortPipeEarly: true })
  if (issues === undefined) return defined(description, output) as Output
  throw wrongOptions(mistakesIn(description, value, issues, as))
}

/** An option that is undefined is one that was not given. */
function defined(description: v.GenericSchema, output: unknown): unknown {
  const entries = entriesOf(description)
  if (!isNamed(output) || Object.keys(entries).length === 0) return output
  const given = Object.entries(output).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, entries[name] === undefined ? value : defined(entries[name], value)]),
  )
}

function wrongOptions(mistakes: Mistake[]): TacosmithError {
  const [only, ...others] = mistakes
  if (only !== undefined && others.length === 0) {
    return new TacosmithError('usage', only.message, { help: only.help })
  }
  const lines = mistakes.map(({ message, help }) => `  ${message}${/^Did you/.test(help) ? `. ${help}` : ''}`)
  return new TacosmithError('usage', `${mistakes.length} options are wrong:\n${lines.join('\n')}`, {
    help: 'The READMEs of the packages describe all options.',
  })
}
