import { odbcDriverName } from './connector-files.ts'
import { type AuthenticationMode, type ProjectChoices, sends } from './project-choices.ts'
import { subprotocol } from './script-files.ts'

/** Where the schema of these files lies once the packages are installed, from the file on. */
const schemaPath = '../node_modules/@tacosmith/cli/dist/scenarios.schema.json'

/** What a user enters, besides the way to sign in. */
interface Entered {
  server: string
  port: string
  dbname: string
  username: string
  password: string
}

const usual: Entered = {
  server: 'db.example.com',
  port: '6432',
  dbname: 'sales data',
  username: 'ada',
  password: 'made up',
}

/** What the preview has in the place of a token, which nobody types in. */
const sampleToken = 'sample-access-token'

/**
 * `scenarios/sign-in.json`: the usual way to sign in, and another one, or a value that needs care.
 *
 * @param hasSchema - Whether the packages will lie in the project's own `node_modules`.
 */
export function scenarioFile(choices: ProjectChoices, hasSchema: boolean): string {
  const [first = 'auth-none', second] = choices.authentication
  const awkward = choices.base === 'jdbc' ? ipv6 : semicolon
  const scenarios = [
    scenario(modeNames[first], first, usual, choices),
    second === undefined
      ? scenario(awkward.name, first, { ...usual, ...awkward.entered }, choices)
      : scenario(modeNames[second], second, usual, choices),
  ]
  return `${JSON.stringify({ ...(hasSchema && { $schema: schemaPath }), scenarios }, null, 2)}\n`
}

const ipv6 = { name: 'a server with an IPv6 address', entered: { server: '2001:db8::1' } }
const semicolon = { name: 'a database with a semicolon in its name', entered: { dbname: 'sales; 2025' } }

const modeNames: Record<AuthenticationMode, string> = {
  'auth-user-pass': 'signing in with username and password',
  'auth-user': 'signing in with a username',
  'auth-pass': 'signing in with a password',
  'auth-none': 'connecting without signing in',
  oauth: 'signing in with OAuth',
}

function scenario(name: string, mode: AuthenticationMode, entered: Entered, choices: ProjectChoices): object {
  const { server, port, dbname, username, password } = entered
  const values = {
    ...{ server, port, dbname, authentication: mode },
    ...(sends(mode, 'username') && { username }),
    ...(sends(mode, 'password') && { password }),
  }
  const connection =
    choices.base === 'jdbc'
      ? { connection: address(entered, choices), properties: properties(mode, entered) }
      : { connection: pairs(mode, entered, choices).join(';') }
  return { name, values, expect: { ...connection, canSignIn: true } }
}

function address({ server, port, dbname }: Entered, { class: id }: ProjectChoices): string {
  const host = server.includes(':') ? `[${server}]` : server
  return `jdbc:${subprotocol(id)}://${host}:${port}/${encodeURIComponent(dbname)}`
}

function properties(mode: AuthenticationMode, { username, password }: Entered): Record<string, string> {
  return {
    ...(sends(mode, 'username') && { user: username }),
    ...(sends(mode, 'password') && { password }),
    ...(sends(mode, 'ACCESSTOKEN') && { accessToken: sampleToken }),
  }
}

function pairs(
  mode: AuthenticationMode,
  { server, port, dbname, username, password }: Entered,
  { vendor }: ProjectChoices,
): string[] {
  return [
    `DRIVER={${odbcDriverName(vendor).replaceAll('}', '}}')}}`,
    `SERVER=${server}`,
    `PORT=${port}`,
    // A semicolon would end the pair.
    `DATABASE=${dbname.includes(';') ? `{${dbname}}` : dbname}`,
    ...(sends(mode, 'username') ? [`UID=${username}`] : []),
    ...(sends(mode, 'password') ? [`PWD=${password}`] : []),
    ...(sends(mode, 'ACCESSTOKEN') ? [`ACCESSTOKEN=${sampleToken}`] : []),
  ]
}
