import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

export const rule: RuleDescription = {
  id: 'reference-case-conflict',
  severity: 'error',
  summary: 'File names differ by more than upper and lower case.',
  help: 'Rename one of the files.',
}

export function example(): RuleExample {
  return {
    why: 'Windows and macOS take the two for one file, so one of them is lost when the connector is checked out or unpacked.',
    file: 'connection-resolver.tdr',
    wrong: '<script file="connectionbuilder.js"/>',
    right: '<script file="connectionProperties.js"/>',
    context: {
      replaces: '<script file="connectionProperties.js"/>',
      changes: {
        'connectionbuilder.js': `(function properties(attr) {
  return { user: attr[connectionHelper.attributeUsername], password: attr[connectionHelper.attributePassword] }
})
`,
      },
    },
  }
}
