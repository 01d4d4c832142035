import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { builder, connectorFiles } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'script-two-sources',
  severity: 'warning',
  summary: 'A script exists once: as JavaScript or as the source that it is built from.',
  help: 'Remove one of the two files.',
}

export function example(): RuleExample {
  return {
    why: 'The TypeScript file is built and the JavaScript file beside it ignored, so that changes in it are lost.',
    file: builder,
    wrong: `connectionBuilder.ts\n${connectorFiles}`,
    right: connectorFiles,
    context: { listing: true, changes: { 'connectionBuilder.ts': 'export default (attr) => [attr.server]' } },
  }
}
