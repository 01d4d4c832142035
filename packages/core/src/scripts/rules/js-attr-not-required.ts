import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { builder, serverLine } from './example-scripts.ts'
import { firstReads } from './first-reads.ts'
import type { ScriptRule } from './script-rule.ts'

/** Attributes that Tableau adds to connections, whether or not a list asks for them. */
const automatic = new Set([
  ...['class', 'one-time-sql', 'odbc-connect-string-extras', 'workgroup-auth-mode', 'instanceurl'],
  ...['ACCESSTOKEN', 'REFRESHTOKEN', 'CLIENTID', 'CLIENTSECRET', 'access-token-issue-time'],
  ...['access-token-expires-in', 'oauth-client', 'id-token'],
])

const objectMembers = new Set(Object.getOwnPropertyNames(Object.prototype))

/** What no list asks for is not there when the script runs. */
export const rule: ScriptRule = {
  id: 'js-attr-not-required',
  severity: 'warning',
  summary: 'Scripts read attributes that the attribute list of the connection resolver contains.',
  help: 'Add an <attr> to the attribute list, or correct the name.',
  url: documentationPage('api-reference'),
  *check(script) {
    const { listed, reportedElsewhere } = script.facts
    if (listed === undefined || script.attributes.mayWrite) return
    const { reads, written, probed } = script.attributes
    const known = new Set([...listed, ...reportedElsewhere, ...written, ...probed])
    const missing = reads.filter(
      ({ name, isCertain }) =>
        isCertain &&
        name !== '' &&
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

export function example(): RuleExample {
  return {
    why: 'Tableau hands a script the attributes that the attribute list names. All others are `undefined`, whatever users have entered.',
    file: builder,
    wrong: 'var server = attr.service',
    right: 'var server = attr.server',
    context: { replaces: serverLine },
  }
}
