import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const old = minimalConnector()

/** The next version with much changed. */
function updated(): Record<string, string> {
  const { 'manifest.xml': manifest, 'connection-fields.xml': fields } = old
  return minimalConnector({
    'manifest.xml': replaceIn(
      replaceIn(
        replaceIn(manifest, 'plugin-version="1.0.0"', 'plugin-version="1.1.0"'),
        'https://brook.example/support',
        'https://brook.example/help',
      ),
      'name="CAP_SELECT_INTO" value="no"',
      'name="CAP_SELECT_INTO" value="yes"',
    ),
    'connection-fields.xml': replaceIn(
      replaceIn(
        replaceIn(fields, 'label="Host"', 'label="Server"'),
        '</selection-group>',
        '<option label="Browser" value="oauth"/></selection-group>',
      ),
      '</connection-fields>',
      '<field name="v-pool" label="Pool" category="advanced" value-type="string" optional="true"/></connection-fields>',
    ),
    'connection-resolver.tdr': replaceIn(
      old['connection-resolver.tdr'],
      '<attr>port</attr>',
      '<attr>port</attr><attr>v-pool</attr>',
    ),
    'dialect.tdd': replaceIn(
      replaceIn(old['dialect.tdd'], 'CODEPOINT(%1)', 'ASCII(%1)'),
      '<id-quotes value="&quot;"/>',
      '<id-quotes value="[]"/>',
    ),
    'connectionBuilder.js': replaceIn(old['connectionBuilder.js'], 'jdbc:brook', 'jdbc:river'),
    'connectionProperties.js': `// Formatted anew.\n${old['connectionProperties.js']?.replaceAll('\n', '\n  ')}`,
  })
}

function under(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
}

async function both(next: Record<string, string>): Promise<Workplace> {
  return await workplace({ ...under('old', old), ...under('new', next) })
}

describe('tacosmith diff', () => {
  it('tells what an update changes and what it costs', async () => {
    place = await both(updated())
    const { exitCode, stdout, stderr } = await place.run(['diff', 'old', 'new'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "brook_jdbc 1.0.0 -> 1.1.0
        old  old
        new  new

      review C: changes beyond queries
        to submit
          - screenshots or a video of your own tests of the update
          - proof that the .taco is signed (what tacosmith verify prints)
          - working links: reviewers open them
          - the results of a full TDVT run
          - the results of all manual tests
          - time for a review by Tableau's developers
          - time for the extra review of OAuth
          - a new list of the vendor's own fields, with their meaning, examples, and a
            statement that none contains personal data

      saved connections
        C  workbooks may not reconnect: \`v-pool\` is a new required attribute, and they
           were saved without it
        Leave the required attributes as they were, or publish the change as a new
        connector with a class of its own.

      C  How users sign in with OAuth has changed.
        ~ field authentication, option oauth: new, "Browser"

      C  What users see and fill in has changed.
        + field v-pool  "Pool"

      C  The required attributes determine which connections are the same: workbooks
         may lose theirs.
        + attribute v-pool

      C  Capabilities are on list B and on list C: they change queries and more.
        ~ CAP_SELECT_INTO, value: "no" -> "yes"

      B  The dialect determines which queries Tableau sends.
        ~ function ASCII(str), formula: "CODEPOINT(%1)" -> "ASCII(%1)"
        ~ format id-quotes, value: '"' -> "[]"

      A  Every update has a higher version.
        ~ connector, plugin-version: "1.0.0" -> "1.1.0"

      A  Links may change as long as they work.
        ~ connector, support link: "https://brook.example/support" ->
            "https://brook.example/help"

      A  Text that users read may change without tests.
        ~ field server, label: "Host" -> "Server"

      A  Simple changes to a script need no tests; the reviewer decides what counts as
         simple.
        ~ connection-builder  connectionBuilder.js
      "
    `)
  })

  it('says when nothing relevant has changed', async () => {
    place = await both({ ...old, 'connectionBuilder.js': `/* new */ ${old['connectionBuilder.js']}` })
    const { exitCode, stdout } = await place.run(['diff', 'old', 'new', '--fail-on', 'A'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "brook_jdbc 1.0.0
        old  old
        new  new

      no review: nothing relevant has changed
      "
    `)
  })

  it('names the saved connections that will not reconnect', async () => {
    const fields = replaceIn(old['connection-fields.xml'], 'value="auth-user-pass"/>', 'value="auth-pass"/>')
    const next = { ...old, 'connection-fields.xml': fields.replace('name="port"', 'name="v-port"') }
    place = await both(next)
    const { stdout } = await place.run(['diff', 'old', 'new'])
    expect(stdout.slice(stdout.indexOf('saved connections')).split('\n\n')[0]).toMatchInlineSnapshot(`
      "saved connections
        C  workbooks with \`port\` will not reconnect: the field is now \`v-port\`
        C  workbooks with authentication="auth-user-pass" will not reconnect: this way
           to sign in is now "auth-pass"
        Keep the old one as well, or publish the change as a new connector with a
        class of its own."
    `)
    const { stdout: json } = await place.run(['diff', 'old', 'new', '--json'])
    const told = JSON.parse(json).lostConnections
    expect(
      told.map(({ cause, attribute, review }: Record<string, string>) => [cause, attribute, review]),
    ).toEqual([
      ['field', 'port', 'C'],
      ['authentication-mode', 'authentication', 'C'],
    ])
  })

  it('forbids another class', async () => {
    const other = Object.entries(old).map(([path, text]) => [
      path,
      text.replaceAll('"brook_jdbc"', '"river_jdbc"'),
    ])
    place = await both(Object.fromEntries(other))
    const { exitCode, stdout } = await place.run(['diff', 'old', 'new', '--fail-on', 'forbidden'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatchInlineSnapshot(`
      "brook_jdbc 1.0.0 -> river_jdbc 1.0.0
        old  old
        new  new

      forbidden: not possible as an update

      saved connections
        forbidden  all workbooks with the class "brook_jdbc" will not reconnect: the
                   class is now "river_jdbc"
        Give the connector its old class again, or publish it as a new connector
        beside the old one.

      forbidden  Workbooks identify a connector by its class: a different class makes
                 it a different connector.
        ~ connector, class: "brook_jdbc" -> "river_jdbc"
      "
    `)
  })

  it.each([
    ['A', 1],
    ['B', 1],
    ['C', 0],
    ['forbidden', 0],
  ])('with --fail-on %s exits with %i for an update of class B', async (limit, expected) => {
    const manifest = replaceIn(old['manifest.xml'], 'plugin-version="1.0.0"', 'plugin-version="1.1.0"')
    const dialect = replaceIn(old['dialect.tdd'], 'CODEPOINT', 'ASCII')
    place = await both({ ...old, 'manifest.xml': manifest, 'dialect.tdd': dialect })
    const { exitCode, stdout } = await place.run(['diff', 'old', 'new', '--fail-on', limit, '--json'])
    expect(exitCode).toBe(expected)
    expect(JSON.parse(stdout)).toMatchObject({
      old: { class: 'brook_jdbc', version: '1.0.0' },
      new: { class: 'brook_jdbc', version: '1.1.0' },
      review: 'B',
      materials: [
        { id: 'recording', text: expect.any(String) },
        { id: 'signature-proof' },
        { id: 'tdvt-results' },
        { id: 'developer-review' },
      ],
      changes: [
        {
          ...{ area: 'dialect', kind: 'changed', subject: 'function ASCII(str)', property: 'formula' },
          ...{ before: 'CODEPOINT(%1)', after: 'ASCII(%1)', file: 'dialect.tdd', review: 'B' },
          reason: expect.any(String),
          materials: ['tdvt-results', 'developer-review'],
        },
        { area: 'identity', property: 'plugin-version', review: 'A', materials: [] },
      ],
      notCompared: [],
    })
  })
})
