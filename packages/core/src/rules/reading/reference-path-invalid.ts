import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

export const rule: RuleDescription = {
  id: 'reference-path-invalid',
  severity: 'error',
  summary: 'A reference is a relative path with forward slashes.',
  help: 'Write the path relative to the connector folder, with forward slashes.',
}

export function example(): RuleExample {
  return {
    why: 'Tableau looks for the path inside the package, where folders are separated by forward slashes on every system.',
    file: 'connection-resolver.tdr',
    wrong: '<script file="scripts\\connectionBuilder.js"/>',
    right: '<script file="scripts/connectionBuilder.js"/>',
    context: {
      replaces: '<script file="connectionBuilder.js"/>',
      changes: {
        'scripts/connectionBuilder.js': `(function build(attr) {
  return ['jdbc:brook://' + attr[connectionHelper.attributeServer] + ':' + attr[connectionHelper.attributePort] + '/']
})
`,
      },
    },
  }
}
