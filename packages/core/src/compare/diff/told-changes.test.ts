import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import { diffConnectors } from './diff-connectors.ts'

type Edit = [file: string, part: string, replacement: string]

const base = minimalConnector()

/** What is told of the one change that the edits make to a connector. */
async function changeBy(...edits: Edit[]): Promise<object> {
  const files: Record<string, string> = { ...base }
  for (const [file, part, replacement] of edits) files[file] = replaceIn(files[file], part, replacement)
  const [connector, updated] = await Promise.all([base, files].map((all) => readConnector(memorySource(all))))
  if (connector === undefined || updated === undefined) throw new Error('There is nothing to compare.')
  const { changes } = diffConnectors({ connector }, { connector: updated })
  const [change, ...others] = changes.filter(({ property }) => property !== 'plugin-version')
  expect(others).toEqual([])
  const { reason: _, file: __, ...rest } = change ?? { reason: '', file: '' }
  return rest
}

const fields = 'connection-fields.xml'
const manifest = 'manifest.xml'
const resolver = 'connection-resolver.tdr'
const dialect = 'dialect.tdd'
const byHand = ['manual-tests', 'developer-review']

describe('diffConnectors', () => {
  it.each<[string, Edit[], object]>([
    [
      'a label',
      [[fields, 'label="Host"', 'label="Server"']],
      {
        ...{ area: 'fields', kind: 'changed', subject: 'field server', property: 'label' },
        ...{ before: 'Host', after: 'Server', review: 'A', materials: [] },
      },
    ],
    [
      'the words of an option',
      [[fields, 'label="User name and key"', 'label="User"']],
      {
        ...{ area: 'fields', kind: 'changed', subject: 'field authentication' },
        ...{ property: 'option auth-user-pass', before: 'User name and key', after: 'User' },
        ...{ review: 'A', materials: [] },
      },
    ],
    [
      'a default',
      [[fields, 'default-value="7800"', 'default-value="7801"']],
      {
        ...{ area: 'fields', kind: 'changed', subject: 'field port', property: 'default-value' },
        ...{ before: '7800', after: '7801', review: 'C', materials: byHand },
      },
    ],
    [
      'a field of the vendor',
      [
        [
          fields,
          '</connection-fields>',
          '<field name="v-pool" label="Pool" value-type="string"/></connection-fields>',
        ],
      ],
      {
        ...{ area: 'fields', kind: 'added', subject: 'field v-pool', after: 'Pool' },
        ...{ review: 'C', materials: [...byHand, 'vendor-field-list'] },
      },
    ],
    [
      'a field less',
      [
        [
          fields,
          '<field name="port" label="Port" category="endpoint" value-type="string" default-value="7800"/>',
          '',
        ],
      ],
      {
        ...{ area: 'fields', kind: 'removed', subject: 'field port', before: 'Port' },
        ...{ review: 'C', materials: byHand },
      },
    ],
    [
      'a condition',
      [
        [
          fields,
          'secure="true"/>',
          'secure="true"><conditions><condition field="authentication" value="auth-user-pass"/></conditions></field>',
        ],
      ],
      {
        ...{ area: 'fields', kind: 'changed', subject: 'field password', property: 'conditions' },
        ...{ after: 'authentication is "auth-user-pass"', review: 'C', materials: byHand },
      },
    ],
    [
      'a new way to sign in',
      [[fields, '</selection-group>', '<option label="Nobody" value="auth-none"/></selection-group>']],
      {
        ...{ area: 'fields', kind: 'changed', subject: 'field authentication' },
        ...{ property: 'option auth-none', after: 'Nobody', review: 'C', materials: byHand },
      },
    ],
    [
      'OAuth as a new way to sign in',
      [[fields, '</selection-group>', '<option label="Browser" value="oauth"/></selection-group>']],
      {
        ...{ area: 'fields', kind: 'changed', subject: 'field authentication' },
        ...{
          property: 'option oauth',
          after: 'Browser',
          review: 'C',
          materials: [...byHand, 'oauth-review'],
        },
      },
    ],
    [
      'a capability',
      [[manifest, '"CAP_SELECT_INTO" value="no"', '"CAP_SELECT_INTO" value="yes"']],
      {
        ...{ area: 'capabilities', kind: 'changed', subject: 'CAP_SELECT_INTO', property: 'value' },
        ...{ before: 'no', after: 'yes', review: 'C', materials: [...byHand, 'tdvt-results'] },
      },
    ],
    [
      'a capability that may be switched',
      [
        [
          manifest,
          '</customizations>',
          '<customization name="CAP_CONNECT_NO_CUSTOM_SQL" value="yes"/></customizations>',
        ],
      ],
      {
        ...{ area: 'capabilities', kind: 'added', subject: 'CAP_CONNECT_NO_CUSTOM_SQL', after: 'yes' },
        ...{ review: 'A', materials: [] },
      },
    ],
    [
      'a required attribute',
      [[resolver, '<attr>port</attr>', '<attr> port </attr><attr>v-pool</attr>']],
      {
        ...{ area: 'required-attributes', kind: 'added', subject: 'attribute v-pool' },
        ...{ review: 'C', materials: byHand },
      },
    ],
    [
      'the order of the required attributes',
      [
        [
          resolver,
          '<attr>server</attr>\n          <attr>port</attr>',
          '<attr>port</attr><attr>server</attr>',
        ],
      ],
      {
        ...{ area: 'required-attributes', kind: 'changed', subject: 'order of the required attributes' },
        property: 'order',
        before: 'server, port, dbname, authentication, username, password',
        after: 'port, server, dbname, authentication, username, password',
        ...{ review: 'C', materials: byHand },
      },
    ],
    [
      'a driver resolver',
      [
        [
          resolver,
          '</connection-resolver>\n</tdr>',
          '</connection-resolver><driver-resolver><driver-match><driver-name type="exact">B</driver-name></driver-match></driver-resolver></tdr>',
        ],
      ],
      {
        ...{ area: 'resolver', kind: 'added', subject: 'driver-resolver' },
        ...{ review: 'C', materials: byHand },
      },
    ],
    [
      'a formula',
      [[dialect, 'CODEPOINT(%1)', 'ASCII(%1)']],
      {
        ...{ area: 'dialect', kind: 'changed', subject: 'function ASCII(str)', property: 'formula' },
        ...{ before: 'CODEPOINT(%1)', after: 'ASCII(%1)', review: 'B' },
        materials: ['tdvt-results', 'developer-review'],
      },
    ],
    [
      'an overload',
      [
        [
          dialect,
          '</function-map>',
          '<function group="string" name="ASCII" return-type="int"><formula>X(%1)</formula></function></function-map>',
        ],
      ],
      {
        ...{ area: 'dialect', kind: 'added', subject: 'function ASCII()', after: 'X(%1)', review: 'B' },
        materials: ['tdvt-results', 'developer-review'],
      },
    ],
    [
      'a script',
      [['connectionBuilder.js', "'jdbc:brook://'", "'jdbc:river://'"]],
      { area: 'scripts', kind: 'changed', subject: 'connection-builder', review: 'A', materials: [] },
    ],
    [
      'the company',
      [[manifest, 'company name="Brook Works"', 'company name="River Works"']],
      {
        ...{ area: 'identity', kind: 'changed', subject: 'connector', property: 'company' },
        ...{ before: 'Brook Works', after: 'River Works', review: 'A', materials: [] },
      },
    ],
    [
      'a minimum version',
      [[manifest, ' version="18.1"', ' version="18.1" min-version-tableau="2024.1"']],
      {
        ...{ area: 'identity', kind: 'changed', subject: 'connector', property: 'minimum Tableau version' },
        ...{ before: '2020.3', after: '2024.1', review: 'C', materials: byHand },
      },
    ],
  ])('tells of %s', async (_name, edits, expected) => {
    expect(await changeBy(...edits)).toEqual(expected)
  })
})
