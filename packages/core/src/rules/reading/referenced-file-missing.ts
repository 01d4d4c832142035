import type { RuleDescription } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialect } from './example-files.ts'

export const rule: RuleDescription = {
  id: 'referenced-file-missing',
  severity: 'error',
  summary: 'Every file that the manifest or the connection resolver names exists, in exactly that spelling.',
  help: 'Add the file or correct the name.',
}

export function example(): RuleExample {
  return {
    why: 'A file that is not there cannot be packaged. Inside a package upper and lower case differ on every system, so the spelling counts too.',
    file: 'manifest.xml',
    wrong: '<dialect file="Dialect.tdd"/>',
    right: dialect,
    context: { replaces: dialect },
  }
}
