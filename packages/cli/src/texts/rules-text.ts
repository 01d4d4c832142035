import { styleText } from 'node:util'
import type { RuleDescription } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { severityText } from './rule-text.ts'

/** What `rules` prints of several rules: each with its severity, and below it what it asks for. */
export function rulesText(rules: readonly RuleDescription[], { colorStdout, width }: Terminal): string {
  const name = (text: string): string =>
    colorStdout ? styleText('bold', text, { validateStream: false }) : text
  const entries = rules.map((rule) =>
    [`${name(rule.id)} (${severityText(rule)})`, ...wrap(rule.summary, width, '  ')].join('\n'),
  )
  const count = rules.length === 1 ? '1 rule' : `${rules.length} rules`
  return `${entries.join('\n')}\n\n${count}. Run tacosmith rules <id> for an example and what to do.\n`
}
