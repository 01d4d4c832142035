import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, plain } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-not-built',
  severity: 'error',
  summary: 'A script that is written as a module is built by a bundler.',
  help: 'Build the connector with the plugin for your bundler.',
}

export function example(): RuleExample {
  return {
    why: 'Tableau knows no modules. A plugin for your bundler turns them into one script while it packages the connector. Scripts take nothing from outside of their project: the nearest repository or folder with a package.json.',
    file: builder,
    wrong: `import { port } from './port.js'
export default (attr) => ['jdbc:brook://' + attr.server + ':' + port(attr)]`,
    right: plain,
    context: { foundIn: 'connection-resolver.tdr' },
  }
}
