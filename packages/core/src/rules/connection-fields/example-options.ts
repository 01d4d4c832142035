import type { ExampleContext } from '../rule-example.ts'

/** A field `v-mode` at the end of the dialog, which the connection resolver knows. */
export const context: ExampleContext = {
  replaces: '</connection-fields>',
  changes: { 'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-mode</attr>']] },
}

export function mode(attributes: string, content: string): string {
  return `<field name="v-mode" label="Mode" ${attributes}>
  ${content}
</field>
</connection-fields>`
}

export const group =
  '<selection-group><option label="Fast" value="fast"/><option label="Safe" value="safe"/></selection-group>'
