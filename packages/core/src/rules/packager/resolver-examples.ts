import type { RuleExample } from '../rule-example.ts'
import type { RuleId } from '../rule-id.ts'

const file = 'connection-resolver.tdr'

const properties = `<connection-properties>
      <script file="connectionProperties.js"/>
    </connection-properties>`

const normalizer = `<connection-normalizer>
      <required-attributes>
        <attribute-list>
          <attr>server</attr>
          <attr>port</attr>
          <attr>dbname</attr>
          <attr>authentication</attr>
          <attr>username</attr>
          <attr>password</attr>
        </attribute-list>
      </required-attributes>
    </connection-normalizer>`

/** Two entries that stand together in the attribute list, of which the second must not be missing. */
function neededEntry(rule: RuleId, names: [before: string, needed: string], why: string): RuleExample {
  const [before, needed] = names.map((name) => `<attr>${name}</attr>`)
  return {
    rule,
    why,
    file,
    wrong: `${before}`,
    right: `${before}\n${needed}`,
    context: { replaces: `${before}\n          ${needed}` },
  }
}

/** The packager's rules on the connection resolver. */
export const resolverPackagerExamples: readonly RuleExample[] = [
  {
    rule: 'tcd-needs-explicit-attributes',
    why: 'Tableau infers the required attributes from connection fields only. With a .tcd dialog they have to be listed.',
    file,
    wrong: '<connection-normalizer/>',
    right: normalizer,
    context: {
      replaces: normalizer,
      changes: {
        'manifest.xml': [
          [
            '<connection-fields file="connection-fields.xml"/>',
            '<connection-dialog file="connection-dialog.tcd"/>',
          ],
        ],
        'connection-dialog.tcd': `<connection-dialog class="brook_jdbc">
  <connection-config>
    <authentication-mode value="Basic"/>
    <authentication-options>
      <option name="UsernameAndPassword" default="true" value="auth-user-pass"/>
    </authentication-options>
    <server-prompt value="Host"/>
  </connection-config>
</connection-dialog>
`,
      },
    },
  },
  neededEntry(
    'required-attributes-cover-fields',
    ['server', 'port'],
    'What is not listed never reaches the scripts, and two connections that differ in it count as one.',
  ),
  {
    rule: 'jdbc-needs-connection-properties',
    why: 'Without connection properties the credentials end up in the JDBC address, which is logged in clear text.',
    file,
    wrong: '<connection-properties/>',
    right: properties,
    context: { replaces: properties },
  },
  {
    rule: 'attributes-missing-server',
    why: 'Connections to different servers would count as one.',
    file,
    wrong: '<attr>port</attr>',
    right: '<attr>server</attr>\n<attr>port</attr>',
    context: {
      replaces: '<attr>server</attr>\n          <attr>port</attr>',
      alongside: ['required-attributes-cover-fields'],
    },
  },
  {
    rule: 'attributes-missing-authentication',
    why: 'Connections that differ only in how users sign in would count as one.',
    file,
    wrong: '<attr>username</attr>',
    right: '<attr>authentication</attr>\n<attr>username</attr>',
    context: {
      replaces: '<attr>authentication</attr>\n          <attr>username</attr>',
      alongside: ['required-attributes-cover-fields'],
    },
  },
  neededEntry(
    'attributes-missing-dbname',
    ['port', 'dbname'],
    'Users choose a database, but the choice reaches no script. Where there are no databases, disable them in the connection metadata.',
  ),
]
