import { platforms } from '../dialog/dialog-model.ts'
import type { Expectation, Scenario } from './scenario.ts'

/** What a member of a scenario means and has to be: for the check, for people, and for editors. */
export interface Member {
  description: string
  /** To follow "should be". */
  expected: string
  holds(value: unknown): boolean
  schema: Record<string, unknown>
  /** What a value may look like, for editors to offer. */
  examples?: readonly unknown[]
}

type Kind = Omit<Member, 'description'>

const string: Kind = {
  expected: 'a string',
  holds: (value) => typeof value === 'string',
  schema: { type: 'string' },
}
const nonEmptyString: Kind = {
  expected: 'a string that is not empty',
  holds: (value) => typeof value === 'string' && value !== '',
  schema: { type: 'string', minLength: 1 },
}
const boolean: Kind = {
  expected: 'true or false',
  holds: (value) => typeof value === 'boolean',
  schema: { type: 'boolean' },
}
const strings: Kind = {
  expected: 'a list of strings',
  holds: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  schema: { type: 'array', items: { type: 'string' } },
}
const stringMap: Kind = {
  expected: 'an object whose values are strings',
  holds: (value) => isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
  schema: { type: 'object', additionalProperties: { type: 'string' } },
}
const object: Kind = { expected: 'an object', holds: isObject, schema: { type: 'object' } }

/** The first of the values is the default. */
function oneOf(...values: readonly string[]): Kind {
  return {
    expected: values.map((value) => `"${value}"`).join(' or '),
    holds: (value) => values.some((one) => one === value),
    schema: { type: 'string', enum: [...values], default: values[0] },
  }
}

/** The members of a scenario. */
export const scenarioMembers: Readonly<Record<keyof Scenario, Member>> = {
  name: {
    ...nonEmptyString,
    description: 'Tells the scenario apart from the others of the file.',
    examples: ['signing in with username and password'],
  },
  values: {
    ...stringMap,
    description: 'What the user enters or chooses, by field; the others have their defaults.',
    examples: [{ server: 'db.example.com', port: '5432', authentication: 'auth-user-pass' }],
  },
  view: {
    ...oneOf('new', 'edit', 'reconnect'),
    description:
      'When Tableau shows the dialog: for a new connection (the default), for one that is edited, or when a workbook is opened.',
  },
  host: { ...oneOf('desktop', 'server'), description: 'Where it is shown. Default: desktop.' },
  platform: {
    ...oneOf(...platforms),
    description: 'The operating system that the scripts see. Default: win.',
  },
  language: {
    ...nonEmptyString,
    description:
      'The language of Tableau, of which default values that are strings of the resource files are taken. Default: en_US.',
  },
  oauthConfig: {
    ...string,
    description: 'The OAuth configuration that is chosen, by its oauthConfigId. Default: the first one.',
    examples: ['acme-cloud'],
  },
  hiddenFields: {
    ...oneOf('absent', 'default'),
    description: 'Whether scripts get hidden fields with their defaults or not at all. Default: absent.',
  },
  expect: { ...object, description: 'The expected result; what is not mentioned is not compared.' },
}

/** Those without which a scenario is none. */
export const requiredMembers: readonly (keyof Scenario)[] = ['name', 'values', 'expect']

/** What a scenario can expect. */
export const expectationMembers: Readonly<Record<keyof Expectation, Member>> = {
  connection: {
    ...string,
    description: 'The JDBC URL, or the pairs of the ODBC connection string joined by semicolons.',
    examples: ['jdbc:postgresql://db.example.com:5432/sales', 'SERVER=db.example.com;PORT=5432'],
  },
  properties: {
    ...stringMap,
    description: 'All properties that a JDBC driver gets.',
    examples: [{ user: 'ada', password: 'made up' }],
  },
  key: {
    ...stringMap,
    description: 'All attributes that distinguish the connection from others.',
    examples: [{ server: 'db.example.com', authentication: 'auth-user-pass' }],
  },
  exception: {
    ...string,
    description: 'The message that ThrowTableauException shows the user.',
    examples: ['The port is not a number.'],
  },
  canSignIn: { ...boolean, description: 'Whether the button Sign In is enabled.' },
  fields: {
    ...strings,
    description: 'The fields that show, in the order of the dialog.',
    examples: [['server', 'port', 'authentication']],
  },
}

/** A plain object, as JSON has them. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
