import type { RuleExample } from '../rule-example.ts'

export const end = '</connection-fields>'

/** Where the snippets are fields at the end of the file; the attribute list has their names. */
export function withListedFields(...names: string[]): Pick<RuleExample, 'file' | 'context'> {
  const entries = ['port', ...names].map((name) => `<attr>${name}</attr>`).join('')
  return {
    file: 'connection-fields.xml',
    context: {
      replaces: '<!-- here -->',
      changes: {
        'connection-fields.xml': [[end, `<!-- here -->${end}`]],
        'connection-resolver.tdr': [['<attr>port</attr>', entries]],
      },
    },
  }
}
