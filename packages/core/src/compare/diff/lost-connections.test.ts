import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import { boolean, dialog, field, selection } from '../../rules/testing/dialog.ts'
import { diffConnectors } from './diff-connectors.ts'
import type { LostConnections } from './lost-connections.ts'
import { reachesReview } from './review.ts'

type Files = Record<string, string>

async function lost(old: Files, updated: Files): Promise<LostConnections[]> {
  const [before, after] = await Promise.all([old, updated].map((files) => readConnector(memorySource(files))))
  if (before === undefined || after === undefined) throw new Error('There is nothing to compare.')
  const { lostConnections, review } = diffConnectors({ connector: before }, { connector: after })
  for (const one of lostConnections) expect(reachesReview(review, one.review)).toBe(true)
  return lostConnections
}

async function messages(old: Files, updated: Files): Promise<string[]> {
  return (await lost(old, updated)).map(({ message }) => message)
}

const base = minimalConnector()
const manifest = 'manifest.xml'
const resolver = 'connection-resolver.tdr'

function changed(files: Files, path: string, part: string, replacement: string): Files {
  return { ...files, [path]: replaceIn(files[path], part, replacement) }
}

function withOldDialog(config: string): Files {
  const dialogText = `<connection-dialog class="brook_jdbc"><connection-config>${config}</connection-config></connection-dialog>`
  return {
    ...changed(
      base,
      manifest,
      '<connection-fields file="connection-fields.xml"/>',
      '<connection-dialog file="d.tcd"/>',
    ),
    'd.tcd': dialogText,
  }
}

const options = (...values: string[]): string =>
  `<authentication-options>${values.map((value) => `<option name="UsernameAndPassword" value="${value}"/>`).join('')}</authentication-options>`

const modeGone = (value: string, now: string): string =>
  `workbooks with authentication="${value}" will not reconnect: this way to sign in ${now}`

describe('connections that were saved with the old connector', () => {
  it.each<[string, Files, Files, string[]]>([
    ['nothing', base, base, []],
    ['a label', base, changed(base, 'connection-fields.xml', 'label="Port"', 'label="Gate"'), []],
    ['another value more', dialog(selection('v-a', ['1'])), dialog(selection('v-a', ['1', '2'])), []],
    [
      'a field more',
      base,
      dialog(field('port'), field('authentication'), field('username'), field('v-a')),
      [],
    ],
    [
      'the class',
      base,
      changed(base, manifest, 'class="brook_jdbc" superclass', 'class="river" superclass'),
      ['all workbooks with the class "brook_jdbc" will not reconnect: the class is now "river"'],
    ],
    [
      'a field',
      dialog(field('port'), field('v-a')),
      dialog(field('port')),
      ['workbooks with `v-a` will not reconnect: the field is gone'],
    ],
    ['the password', dialog(field('password')), dialog(), []],
    [
      'the name of a field',
      dialog(field('port')),
      dialog(field('v-port')),
      ['workbooks with `port` will not reconnect: the field is now `v-port`'],
    ],
    [
      'an option',
      dialog(selection('v-a', ['1', '2', '3'])),
      dialog(selection('v-a', ['1', '3'])),
      ['workbooks with v-a="2" will not reconnect: this value is gone'],
    ],
    [
      'the value of a box',
      dialog(boolean('sslmode', '', 'require')),
      dialog(boolean('sslmode', '', 'yes')),
      ['workbooks with sslmode="require" will not reconnect: this value is now "yes"'],
    ],
    [
      'a way to sign in',
      dialog(selection('authentication', ['auth-none', 'auth-user', 'auth-pass'])),
      dialog(selection('authentication', ['auth-none'])),
      [modeGone('auth-user', 'is gone'), modeGone('auth-pass', 'is gone')],
    ],
    [
      'the only way to sign in',
      dialog(field('authentication', '', ' editable="false" default-value="auth-user-pass"')),
      dialog(field('authentication', '', ' editable="false" default-value="auth-pass"')),
      [modeGone('auth-user-pass', 'is now "auth-pass"')],
    ],
    [
      'a text that is now a choice',
      dialog(field('v-a')),
      dialog(selection('v-a', ['1', '2'])),
      [
        'workbooks with a `v-a` other than "1" or "2" will not reconnect: no other value is possible any more',
      ],
    ],
    ['a choice that is now a text', dialog(selection('v-a', ['1'])), dialog(field('v-a')), []],
    [
      'a value of the old dialog',
      withOldDialog(options('Username and Password')),
      dialog(
        '<field name="authentication" label="Sign in" value-type="selection"><selection-group><option value="auth-none" label="None"/><option value="auth-user-pass" label="Username and password"/></selection-group></field>',
      ),
      [modeGone('Username and Password', 'is now "auth-user-pass"')],
    ],
    [
      'prompts of the old dialog',
      withOldDialog(
        '<port-prompt value="Port: "/><show-ssl-checkbox value="true"/><vendor1-prompt value="Pool: "/><vendor2-prompt value="B: "/>',
      ),
      withOldDialog('<vendor2-prompt value="C: "/><show-ssl-checkbox value="false"/>'),
      ['port', 'sslmode', 'vendor1'].map(
        (name) => `workbooks with \`${name}\` will not reconnect: the field is gone`,
      ),
    ],
    [
      'a required attribute less',
      base,
      changed(base, resolver, '<attr>dbname</attr>', ''),
      ['workbooks may not reconnect: `dbname` is no longer a required attribute'],
    ],
    [
      'a required attribute more',
      base,
      changed(base, resolver, '<attr>dbname</attr>', '<attr>dbname</attr><attr>v-a</attr>'),
      ['workbooks may not reconnect: `v-a` is a new required attribute, and they were saved without it'],
    ],
    [
      'a field with its required attribute',
      changed(dialog(field('v-a')), resolver, '<attr>dbname</attr>', '<attr>v-a</attr>'),
      changed(dialog(), resolver, '<attr>dbname</attr>', ''),
      ['workbooks with `v-a` will not reconnect: the field is gone'],
    ],
  ])('%s', async (_, old, updated, expected) => {
    expect(await messages(old, updated)).toEqual(expected)
  })

  it('are told with the review that the change needs, what to do, and where it is written', async () => {
    expect(await lost(dialog(field('port')), dialog(field('v-port')))).toEqual([
      {
        cause: 'field',
        attribute: 'port',
        now: 'v-port',
        message: 'workbooks with `port` will not reconnect: the field is now `v-port`',
        help: 'Keep the old one as well, or publish the change as a new connector with a class of its own.',
        url: 'https://tableau.github.io/connector-plugin-sdk/docs/gallery-submission',
        review: 'C',
        file: 'connection-fields.xml',
      },
    ])
    const [byClass] = await lost(
      base,
      changed(base, manifest, 'class="brook_jdbc" superclass', 'class="x" superclass'),
    )
    expect(byClass).toMatchObject({ cause: 'class', value: 'brook_jdbc', now: 'x', review: 'forbidden' })
  })

  it('are not judged by a dialog that cannot be read', async () => {
    expect(
      await messages(dialog(field('v-a')), { ...base, 'connection-fields.xml': '<connection-fields>' }),
    ).toEqual([])
    expect(await messages(dialog(field('v-a')), { ...dialog(), [resolver]: '<tdr>' })).toEqual([
      'workbooks with `v-a` will not reconnect: the field is gone',
    ])
  })
})
