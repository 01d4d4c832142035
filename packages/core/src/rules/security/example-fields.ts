import type { ExampleContext } from '../rule-example.ts'

/** Fields at the end of the dialog, which the connection resolver knows. */
export function withFields(...names: string[]): ExampleContext {
  const added = names.map((name) => `<attr>${name}</attr>`).join('')
  return {
    replaces: '</connection-fields>',
    changes: { 'connection-resolver.tdr': [['<attr>port</attr>', `<attr>port</attr>${added}`]] },
  }
}

export const end = '\n</connection-fields>'
