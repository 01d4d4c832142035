import type { ExampleContext, RuleExample } from '../rule-example.ts'

const file = 'connection-fields.xml'

/** A field `v-mode` at the end of the dialog, which the connection resolver knows. */
const context: ExampleContext = {
  replaces: '</connection-fields>',
  changes: { 'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-mode</attr>']] },
}

function mode(attributes: string, content: string): string {
  return `<field name="v-mode" label="Mode" ${attributes}>
  ${content}
</field>
</connection-fields>`
}

const group =
  '<selection-group><option label="Fast" value="fast"/><option label="Safe" value="safe"/></selection-group>'
const box = '<boolean-options><false-value value="safe"/><true-value value="fast"/></boolean-options>'

/** Examples of the rules on what users choose from. */
export const optionExamples: readonly RuleExample[] = [
  {
    rule: 'cf-boolean-needs-options',
    why: 'Tableau requires the values that an empty and a ticked box stand for.',
    file,
    wrong: '<field name="v-mode" label="Fast" value-type="boolean"/>\n</connection-fields>',
    right: mode('value-type="boolean"', box),
    context,
  },
  {
    rule: 'cf-selection-needs-group',
    why: 'Tableau requires the options; without them users see an empty list.',
    file,
    wrong: '<field name="v-mode" label="Mode" value-type="selection"/>\n</connection-fields>',
    right: mode('value-type="selection"', group),
    context,
  },
  {
    rule: 'cf-options-on-wrong-type',
    why: 'Users see a text box and type what they like; the options have no effect.',
    file,
    wrong: mode('value-type="string"', group),
    right: mode('value-type="selection"', group),
    context,
  },
  {
    rule: 'cf-duplicate-option',
    why: 'A saved connection holds the value only, so the second option turns into the first when it is opened again.',
    file,
    wrong: mode('value-type="selection"', group.replace('"safe"', '"fast"')),
    right: mode('value-type="selection"', group),
    context,
  },
  {
    rule: 'cf-several-groups-unconditional',
    why: 'A group without conditions always shows, so it competes with the others for one list.',
    file,
    wrong: mode(
      'value-type="selection"',
      `<selection-group>
    <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
    <option label="Fast" value="fast"/>
  </selection-group>
  <selection-group><option label="Safe" value="safe"/></selection-group>`,
    ),
    right: mode('value-type="selection"', group),
    context,
  },
  {
    rule: 'cf-default-not-offered',
    why: 'Tableau cannot preselect what is not there, so users start with a value that you did not choose.',
    file,
    wrong: mode('value-type="selection" default-value="Safe"', group),
    right: mode('value-type="selection" default-value="safe"', group),
    context,
  },
]
