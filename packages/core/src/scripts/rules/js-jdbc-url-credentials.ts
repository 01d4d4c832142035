import type { AnyNode } from 'acorn'
import { documentationPage } from '../../connector/documentation.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import type { AttributeRead } from '../analyse/attribute-use.ts'
import type { ScriptFacts } from '../analyse/script-facts.ts'
import { reachesResult } from '../analyse/value-flow.ts'
import { addressLine, builder } from './example-scripts.ts'
import { firstReads } from './first-reads.ts'
import type { ScriptRule } from './script-rule.ts'

/** What signs in. The kind of sign-in, `authentication`, is not a secret. */
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
export const rule: ScriptRule = {
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

/** Where the value of an attribute first appears. */
function startsOf({ node, binding }: AttributeRead): readonly AnyNode[] {
  return node.type === 'MemberExpression' ? [node] : (binding?.reads ?? [])
}

function isSecureField(name: string, { attributes }: ScriptFacts): boolean {
  return attributes.some((attribute) => attribute.name === name && attribute.isSecure)
}

export function example(): RuleExample {
  return {
    why: 'Tableau writes the address of a JDBC connection to its logs, and anyone who reads them sees the password. Properties are not logged.',
    file: builder,
    wrong: "return ['jdbc:brook://' + server + ':' + port + '/?password=' + attr.password]",
    right: addressLine,
    context: { replaces: addressLine },
  }
}
