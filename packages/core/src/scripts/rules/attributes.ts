import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { AttributeRead } from '../analyse/attribute-use.ts'
import type { ScriptFacts } from '../analyse/script-facts.ts'
import { reachesResult } from '../analyse/value-flow.ts'
import type { CheckedScript, ScriptRule } from './script-rule.ts'

/** What signs in. The kind of sign-in, `authentication`, is no secret. */
const credentials = new Set([
  'username',
  'password',
  'ACCESSTOKEN',
  'REFRESHTOKEN',
  'CLIENTSECRET',
  'id-token',
])

/** No builder reads credentials as often; each read is followed through the script. */
const maximumReads = 30

/** Tableau logs the address in clear text. */
export const jdbcUrlCredentials: ScriptRule = {
  id: 'js-jdbc-url-credentials',
  severity: 'error',
  summary: 'The address of a jdbc connector holds no credentials.',
  help: 'Leave it out of the address, and give it to the driver in the connection properties script.',
  url: documentationPage('security-considerations'),
  *check(script) {
    const { role, entry, facts, tree } = script
    if (role !== 'connection-builder' || !facts.isJdbc || entry === undefined) return
    const secret = script.attributes.reads
      .filter(({ name, isCertain }) => isCertain && (credentials.has(name) || isSecureField(name, facts)))
      .slice(0, maximumReads)
    const reads = firstReads(secret.filter((read) => reachesResult(startsOf(read), entry, tree)))
    for (const { name, node } of reads)
      yield {
        node,
        message: `\`${name}\` gets into the JDBC address, which Tableau writes to its logs in clear text`,
      }
  },
}

/** Where the value of an attribute first stands. */
function startsOf({ node, binding }: AttributeRead): readonly AnyNode[] {
  return node.type === 'MemberExpression' ? [node] : (binding?.reads ?? [])
}

function isSecureField(name: string, { attributes }: ScriptFacts): boolean {
  return attributes.some((attribute) => attribute.name === name && attribute.isSecure)
}

/** Attributes that Tableau adds to connections, whether or not a list asks for them. */
const automatic = new Set([
  ...['class', 'one-time-sql', 'odbc-connect-string-extras', 'workgroup-auth-mode', 'instanceurl'],
  ...['ACCESSTOKEN', 'REFRESHTOKEN', 'CLIENTID', 'CLIENTSECRET', 'access-token-issue-time'],
  ...['access-token-expires-in', 'oauth-client', 'id-token'],
])

const objectMembers = new Set(Object.getOwnPropertyNames(Object.prototype))

/** What no list asks for is not there when the script runs. */
export const attrNotRequired: ScriptRule = {
  id: 'js-attr-not-required',
  severity: 'warning',
  summary: 'Scripts read attributes that the attribute list of the connection resolver contains.',
  help: 'Add an <attr> to the attribute list, or correct the name.',
  url: documentationPage('api-reference'),
  *check(script) {
    const { listed, toldElsewhere } = script.facts
    if (listed === undefined || script.attributes.mayWrite) return
    const { reads, written, probed } = script.attributes
    const known = new Set([...listed, ...toldElsewhere, ...written, ...probed])
    const missing = reads.filter(
      ({ name, isCertain }) =>
        isCertain &&
        !known.has(name) &&
        !automatic.has(name) &&
        !objectMembers.has(name) &&
        !/^[:_]/.test(name),
    )
    for (const { name, node } of firstReads(missing)) {
      const near = nearestName(name, listed)
      const message = `the script reads \`${name}\`, which is not in the attribute list of the connection resolver`
      const help = near && `Did you mean \`${near}\`? Else add <attr>${name}</attr>.`
      yield { node, message, help }
    }
  },
}

/** The first read of each attribute. */
function firstReads(reads: readonly AttributeRead[]): AttributeRead[] {
  const byName = new Map<string, AttributeRead>()
  for (const read of [...reads].sort((left, right) => left.node.start - right.node.start)) {
    if (!byName.has(read.name)) byName.set(read.name, read)
  }
  return [...byName.values()]
}

/** Whether one of the scripts reads an attribute, or may. */
export function mayRead(name: string, scripts: readonly CheckedScript[]): boolean {
  return scripts.some(
    ({ attributes }) =>
      attributes.isOpen || attributes.probed.has(name) || attributes.reads.some((read) => read.name === name),
  )
}
