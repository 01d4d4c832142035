import * as v from 'valibot'

/** What is said about an option apart from its type. */
export interface OptionFacts {
  /** One or more sentences, for editors and READMEs. */
  readonly about: string
  /** The default in words, where it is not a constant. */
  readonly defaultText?: string
  /** What it is called on the command line. */
  readonly flag?: string
  /** What it is called in the GitHub Action. */
  readonly input?: string
  /** The environment variable that fills it in. */
  readonly variable?: string
  /** How to fix a wrong value. */
  readonly help?: string
  /** What a value may look like, for editors to offer. */
  readonly examples?: readonly unknown[]
  /** Its value may be a password, and is never shown. */
  readonly isSecret?: boolean
}

/** Says what an option is for and what it is called elsewhere. */
export function option(schema: v.GenericSchema, facts: OptionFacts): v.GenericSchema {
  const { about, examples } = facts
  return examples === undefined
    ? v.pipe(schema, v.description(about), v.metadata({ ...facts }))
    : v.pipe(schema, v.description(about), v.examples(examples), v.metadata({ ...facts }))
}

/** Gives a type the name under which it is exported, and says what it is. */
export function named(name: string, about: string, schema: v.GenericSchema): v.GenericSchema {
  return v.pipe(schema, v.title(name), v.description(about))
}

const textExpected = 'but should be a string'

/** A text that says something. */
export const text: v.GenericSchema<string> = textLike(/\S/, textExpected)

/** A text of a certain form. */
export function textLike(form: RegExp, expected: string): v.GenericSchema<string> {
  return v.pipe(v.string(expected), v.regex(form, expected))
}

/** A text that may be empty, as some passwords are. */
export const anyText: v.GenericSchema<string> = v.string(textExpected)

/** `true` or `false`; no word that looks like one of them. */
export const yesOrNo: v.GenericSchema<boolean> = v.boolean('but should be true or false')

/** One of some words. */
export function oneOf(...words: string[]): v.GenericSchema<string> {
  return v.picklist(words, `but should be one of ${words.join(', ')}`)
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): v.GenericSchema<number> {
  const expected = `but should be a whole number from ${least} to ${most}`
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  )
}

const addressExpected = 'but should be an http or https address'

/** The address of a service on the web. */
export const address: v.GenericSchema<string> = v.pipe(
  v.string(addressExpected),
  // Editors, which know the pattern only, then find most mistakes too.
  v.regex(/^[Hh][Tt]{2}[Pp][Ss]?:\/\/[^\s/]/, addressExpected),
  v.check((value) => URL.canParse(value), addressExpected),
)

/** An object whose names are all known. Unlike valibot's it is not a list. */
export function settings(entries: v.ObjectEntries): v.GenericSchema {
  const schema = v.strictObject(entries, 'but should be an object')
  return runInstead(schema, (run, dataset) =>
    run(schema, Array.isArray(dataset.value) ? { value: undefined } : dataset),
  )
}

/**
 * One of several forms, told apart by what the value looks like: what is wrong is then said of the form that was meant.
 *
 * @param choose - Gives the form that a value was meant to have, undefined where it looks like none of them.
 */
export function eitherOf(
  forms: v.GenericSchema[],
  expected: string,
  choose: (value: unknown) => v.GenericSchema | undefined,
): v.GenericSchema {
  const schema = v.union(forms, expected)
  return runInstead(schema, (run, dataset) => run(choose(dataset.value) ?? schema, dataset))
}

type Run = v.GenericSchema['~run']
type Dataset = Parameters<Run>[0]

/** A schema that looks the same to generators and checks in another way. */
function runInstead(
  schema: v.GenericSchema,
  check: (
    run: (schema: v.GenericSchema, dataset: Dataset) => ReturnType<Run>,
    dataset: Dataset,
  ) => ReturnType<Run>,
): v.GenericSchema {
  const original = schema['~run']
  const run: Run = (dataset, config) =>
    check(
      (used, given) => (used === schema ? original.call(schema, given, config) : used['~run'](given, config)),
      dataset,
    )
  return Object.assign(schema, { '~run': run })
}

/** Whether a value is an object with names, and no list. */
export function isNamed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
