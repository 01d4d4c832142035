import { asksForPassword, asksForUsername, type ProjectChoices } from './project-choices.ts'

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

/** An IPv6 address stands in brackets, so that its colons are not taken for the port's. */
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
  const lines = [
    ...(asksForUsername(choices) ? [credential('user', 'username', choices)] : []),
    ...(asksForPassword(choices) ? [credential('password', 'password', choices)] : []),
  ]
  const parameter = lines.length > 0 ? 'attr' : ''
  const declared = `const properties${language === 'ts' ? ': Record<string, string>' : ''} = {}`
  const body = lines.length > 0 ? [declared, ...lines, 'return properties'] : ['return {}']
  return `import { defineConnectionProperties } from '@tacosmith/core/script'

/** What is handed to the driver beside the address; unlike the address it is never logged. */
export default defineConnectionProperties((${parameter}) => {
${body.map((line) => `  ${line}\n`).join('')}})
`
}

function credential(property: string, field: 'username' | 'password', choices: ProjectChoices): string {
  const value = `properties.${property} = attr.${field} ?? ''`
  const condition = modesWith(field, choices)
  return condition === undefined ? value : `if (${condition}) ${value}`
}

/** The condition under which the dialog asks for a field, or undefined where it always does. */
function modesWith(field: 'username' | 'password', { authentication }: ProjectChoices): string | undefined {
  const needing = authentication.filter((mode) =>
    field === 'username' ? mode.startsWith('auth-user') : mode.endsWith('pass'),
  )
  if (needing.length === authentication.length) return undefined
  return needing.map((mode) => `attr.authentication === '${mode}'`).join(' || ')
}

function odbcBuilder(choices: ProjectChoices): string {
  const pairs = [
    '[driverLocator.keywordDriver, driverLocator.LocateDriver(attr)]',
    "['SERVER', attr.server.trim()]",
    "['PORT', attr.port.trim()]",
    "['DATABASE', attr.dbname]",
    ...(asksForUsername(choices) ? [keyword('keywordODBCUsername', 'username', choices)] : []),
    ...(asksForPassword(choices) ? [keyword('keywordODBCPassword', 'password', choices)] : []),
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

function keyword(name: string, field: 'username' | 'password', choices: ProjectChoices): string {
  const condition = modesWith(field, choices)
  const key = `connectionHelper.${name}`
  if (condition === undefined) return `[${key}, attr.${field}]`
  return `[\n      ${key},\n      ${condition} ? attr.${field} : undefined,\n    ]`
}
