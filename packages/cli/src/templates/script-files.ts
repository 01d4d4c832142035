import { type Credential, modesSending, type ProjectChoices } from './project-choices.ts'

/** The scripts of a new connector, by name. */
export function scriptFiles(choices: ProjectChoices): Record<string, string> {
  const { base, language } = choices
  return {
    [`connectionBuilder.${language}`]: base === 'jdbc' ? jdbcBuilder(choices) : odbcBuilder(choices),
    ...(base === 'jdbc' ? { [`connectionProperties.${language}`]: properties(choices) } : {}),
    ...(language === 'ts' ? { 'tsconfig.json': tsconfig } : {}),
  }
}

const tsconfig = `{
  "extends": "@tacosmith/core/tsconfig.script.json",
  "include": ["**/*.ts"]
}
`

function jdbcBuilder({ class: id, language }: ProjectChoices): string {
  return `import { defineConnectionBuilder } from '@tacosmith/core/script'

/** Tableau calls this with the values of the dialog; the answer is the address that the driver connects to. */
export default defineConnectionBuilder((attr) => {
  const server = bracketed(attr.server.trim())
  const database = encodeURIComponent(attr.dbname ?? '')
  // Write the address as the documentation of your driver says.
  return [\`jdbc:${subprotocol(id)}://\${server}:\${attr.port.trim()}/\${database}\`]
})

/** An IPv6 address is in brackets, so that its colons are not taken for the port's. */
function bracketed(server${language === 'ts' ? ': string): string' : ')'} {
  return server.includes(':') && !server.startsWith('[') ? \`[\${server}]\` : server
}
`
}

/** The part of a JDBC address that names the kind of database. */
export function subprotocol(id: string): string {
  return id.replace(/_?jdbc$/i, '').replaceAll('_', '') || 'database'
}

function properties(choices: ProjectChoices): string {
  const { language } = choices
  const lines = jdbcProperties.flatMap(([property, credential]) =>
    propertyLines(property, credential, choices),
  )
  const parameter = lines.length > 0 ? 'attr' : ''
  const declared = `const properties${language === 'ts' ? ': Record<string, string>' : ''} = {}`
  const body = lines.length > 0 ? [declared, ...lines, 'return properties'] : ['return {}']
  return `import { defineConnectionProperties } from '@tacosmith/core/script'

/** What is passed to the driver along with the address; unlike the address it is never logged. */
export default defineConnectionProperties((${parameter}) => {
${body.map((line) => `  ${line}\n`).join('')}})
`
}

/** The names that most JDBC drivers use. */
const jdbcProperties: [property: string, credential: Credential][] = [
  ['user', 'username'],
  ['password', 'password'],
  ['accessToken', 'ACCESSTOKEN'],
]

function propertyLines(property: string, credential: Credential, choices: ProjectChoices): string[] {
  if (modesSending(credential, choices).length === 0) return []
  const value = `properties.${property} = attr.${credential} ?? ''`
  const condition = conditionFor(credential, choices)
  const line = condition === undefined ? value : `if (${condition}) ${value}`
  if (credential !== 'ACCESSTOKEN') return [line]
  return [
    '// The token that Tableau got for the user. Name it as the documentation of your driver does.',
    line,
  ]
}

/** The condition under which a credential is sent, or undefined where it always is. */
function conditionFor(credential: Credential, choices: ProjectChoices): string | undefined {
  const modes = modesSending(credential, choices)
  if (modes.length === choices.authentication.length) return undefined
  return modes.map((mode) => `attr.authentication === '${mode}'`).join(' || ')
}

function odbcBuilder(choices: ProjectChoices): string {
  const pairs = [
    '[driverLocator.keywordDriver, driverLocator.LocateDriver(attr)]',
    "['SERVER', attr.server.trim()]",
    "['PORT', attr.port.trim()]",
    "['DATABASE', attr.dbname]",
    ...odbcKeywords.flatMap(([key, credential]) => keywordPair(key, credential, choices)),
  ]
  const pairType = choices.language === 'ts' ? ': [string, string | undefined][]' : ''
  return `import { defineConnectionBuilder } from '@tacosmith/core/script'

/** Tableau calls this with the values of the dialog; the answer becomes the connection string of the driver. */
export default defineConnectionBuilder((attr) => {
  // Use the keywords that the documentation of your driver names.
  const keywords${pairType} = [
${pairs.map((pair) => `    ${pair},\n`).join('')}  ]
  const pairs${choices.language === 'ts' ? ': string[]' : ''} = []
  for (const [key, value] of keywords) {
    if (value) pairs.push(connectionHelper.FormatKeyValuePair(key, value))
  }
  return pairs
})
`
}

const odbcKeywords: [key: string, credential: Credential][] = [
  ['connectionHelper.keywordODBCUsername', 'username'],
  ['connectionHelper.keywordODBCPassword', 'password'],
  // Drivers do not agree on its name.
  ["'ACCESSTOKEN'", 'ACCESSTOKEN'],
]

function keywordPair(key: string, credential: Credential, choices: ProjectChoices): string[] {
  if (modesSending(credential, choices).length === 0) return []
  const condition = conditionFor(credential, choices)
  if (condition === undefined) return [`[${key}, attr.${credential}]`]
  return [`[\n      ${key},\n      ${condition} ? attr.${credential} : undefined,\n    ]`]
}
