import type * as v from 'valibot'
import { nearestName } from '../../report/nearest-name.ts'
import type { CheckedAs } from './checked.ts'
import { isNamed, type OptionFacts } from './kinds.ts'
import { optionName } from './option-names.ts'
import { shownKind, shownValue } from './shown-value.ts'
import { entriesOf, everyOption, factsOf, schemasAlong } from './walk.ts'

/** One thing that is wrong. */
export interface Mistake {
  message: string
  help: string
}

type Issue = v.BaseIssue<unknown>

interface Place {
  description: v.GenericSchema
  path: readonly PropertyKey[]
  /** The value there. */
  value: unknown
  as: CheckedAs
}

/** Puts what a check found into words, in its order. */
export function mistakesIn(
  description: v.GenericSchema,
  value: unknown,
  issues: readonly Issue[],
  as: CheckedAs,
): Mistake[] {
  const places = issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key as PropertyKey)
    return {
      issue,
      place: { description, path, value: issue.path === undefined ? value : issue.path.at(-1)?.value, as },
    }
  })
  const parentsOfUnknown = new Set(
    places.filter(({ issue }) => isUnknown(issue)).map(({ issue }) => issue.path?.at(-1)?.input),
  )
  return places.flatMap(({ issue, place }) => {
    const parent = issue.path?.at(-1)?.input
    if (isUnknown(issue)) return unknownNames(parent, place)
    if (!isMissing(issue)) return [wrongValue(issue, place)]
    // A misspelt name is why the right one is missing.
    return parentsOfUnknown.has(parent) ? [] : [missing(place)]
  })
}

function isUnknown(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never'
}

function isMissing(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.path?.at(-1)?.origin === 'key'
}

function wrongValue({ message, type }: Issue, place: Place): Mistake {
  const facts = factsAlong(place)
  const help = helpFor(place)
  if (type === 'non_empty') {
    return { message: `${nameOf(place)} contains no address`, help }
  }
  const shown = facts.some(({ isSecret }) => isSecret) ? shownKind(place.value) : shownValue(place.value)
  return { message: `${nameOf(place)} is ${shown}, ${message}`, help }
}

function missing(place: Place): Mistake {
  return { message: `${nameOf(place)} is missing`, help: helpFor(place) }
}

/** The check stops at the first name that it does not know; all of them are reported. */
function unknownNames(parent: unknown, place: Place): Mistake[] {
  const outer = { ...place, path: place.path.slice(0, -1) }
  const schema = schemasAlong(place.description, outer.path).at(-1) ?? place.description
  const known = Object.keys(entriesOf(schema))
  const isOutermost = outer.path.length === 0 && (place.as.start ?? []).length === 0
  const where = isOutermost ? '' : ` in ${nameOf(outer)}`
  const isRules = outer.path.at(-1) === 'rules'
  const names = isNamed(parent) ? Object.keys(parent).filter((name) => !known.includes(name)) : []
  if (names.length === 0 && isNamed(parent)) {
    // Each of them is known, but in another form of the value.
    const both = Object.keys(parent).join(' and ')
    const message = `${nameOf(outer)} gives both ${both}; only one of them is allowed`
    return [{ message, help: helpFor(outer) }]
  }
  return names.map((name) => {
    if (name === 'extends' && isOutermost) return extendsElsewhere
    const near = nearOption(name, known) ?? (isRules ? undefined : elsewhere(place.description, name))
    const list = isRules
      ? 'Run npx @tacosmith/cli rules to list all rules.'
      : `Known options${where}: ${known.join(', ')}.`
    return {
      message: `unknown ${isRules ? 'rule' : 'option'} ${name}${where}`,
      help: near === undefined ? list : `Did you mean ${near}?`,
    }
  })
}

/** In a program nobody knows where its path would start, nor who loads the file. */
const extendsElsewhere: Mistake = {
  message: 'the option extends only works in a tacosmith.config file',
  help: 'Import the other configuration and spread its options: { ...shared, fileName: … }.',
}

/** A name that is spelt like it, or that it begins with: `environment` for `env`. */
function nearOption(typed: string, known: readonly string[]): string | undefined {
  const isLonger = (name: string): boolean => name.length >= 3 && typed.toLowerCase().startsWith(name)
  return nearestName(typed, known) ?? known.find(isLonger)
}

/** Where an option belongs that is at the wrong place, or called as on the command line or in the action. */
function elsewhere(description: v.GenericSchema, typed: string): string | undefined {
  const found = everyOption(description).find(
    ({ path, facts: { flag, input } }) =>
      path.at(-1) === typed || flag === `--${typed}` || (input === typed && path.length > 0),
  )
  return found?.path.join('.')
}

/** How to fix a value, or else what the option is for. */
function helpFor(place: Place): string {
  const facts = factsAlong(place).at(-1)
  const known = Object.keys(entriesOf(place.description)).join(', ')
  return facts?.help ?? facts?.about ?? `Known options: ${known}.`
}

function factsAlong({ description, path }: Place): OptionFacts[] {
  return schemasAlong(description, path).flatMap((schema) => factsOf(schema) ?? [])
}

function nameOf({ description, path, as }: Place): string {
  const { door = 'configuration', start = [], whole = '' } = as
  return optionName(description, path, door, start) || whole
}
