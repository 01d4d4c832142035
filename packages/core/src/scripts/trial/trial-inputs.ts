import type { SampledAttribute, ScriptFacts } from '../analyse/script-facts.ts'

/** What a trial run gives a script. */
export interface TrialInputs {
  inputs: Record<string, string>[]
  /** Whether a text was made up for a field that takes only some, so that the script may rightly stop at it. */
  areGuessed: boolean
}

const maximumInputs = 8

/** What users may enter, by attribute; the first is the usual one. */
const usualValues: Readonly<Record<string, readonly string[]>> = {
  server: ['db.example.com'],
  port: ['5432'],
  dbname: ['database'],
  schema: ['schema'],
  catalog: ['catalog'],
  service: ['service'],
  warehouse: ['warehouse'],
  username: ['user'],
  // No script has it in a text of its own.
  password: ['a password of 42 Brooks'],
  sslmode: ['', 'require'],
  'odbc-connect-string-extras': ['', 'Option=1'],
  instanceurl: ['https://db.example.com'],
}

/** Attributes that most connections lack. */
const rareAttributes = new Set(['one-time-sql', 'sslcert', 'workgroup-auth-mode', ':tableau-server-user'])

/** Attributes that come with a sign-in by OAuth. */
const oauthAttributes = /^([A-Z]+|access-token-.*|id-token|oauth-client)$/

/**
 * Sets of attributes that the dialog of a connector could give: every kind of sign-in, and every option of a field, at
 * least once, up to eight sets.
 */
export function trialInputs({ attributes, authentications, superclass }: ScriptFacts): TrialInputs {
  const choices = attributes
    .filter(({ name }) => name !== 'authentication' && !rareAttributes.has(name))
    .map((attribute) => ({ name: attribute.name, values: valuesOf(attribute) }))
  const kinds = authentications.length > 0 ? authentications : ['auth-user-pass']
  const count = Math.min(maximumInputs, Math.max(kinds.length, ...choices.map(({ values }) => values.length)))
  return {
    inputs: Array.from({ length: count }, (_, index) => inputOf(index, kinds, choices, superclass)),
    areGuessed: attributes.some(
      ({ name, isRestricted, sample }) =>
        isRestricted && sample === undefined && !Object.hasOwn(usualValues, name),
    ),
  }
}

function inputOf(
  index: number,
  kinds: readonly string[],
  choices: readonly { name: string; values: readonly string[] }[],
  superclass: string,
): Record<string, string> {
  const at = (values: readonly string[]): string => values[index % values.length] ?? ''
  const authentication = at(kinds)
  const present = choices.filter(({ name }) => authentication === 'oauth' || !oauthAttributes.test(name))
  return {
    class: superclass,
    ...Object.fromEntries(present.map(({ name, values }) => [name, at(values)])),
    authentication,
  }
}

function valuesOf({ name, values, sample, isRestricted }: SampledAttribute): readonly string[] {
  if (values !== undefined) {
    return sample !== undefined && values.includes(sample)
      ? [sample, ...values.filter((value) => value !== sample)]
      : values
  }
  // The placeholder of a password is rather a word for it than one.
  if (sample !== undefined && (name !== 'password' || isRestricted)) return [sample]
  const usual = Object.hasOwn(usualValues, name) ? usualValues[name] : undefined
  // A field may be meant for a text or for a number.
  return usual ?? ['text', '1']
}
