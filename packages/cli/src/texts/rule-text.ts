import { styleText } from 'node:util'
import type { RuleExplanation } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

/** What `validate --explain` prints of a rule. */
export function ruleText(rule: RuleExplanation, { colorStdout, width }: Terminal): string {
  const heading = (text: string): string =>
    colorStdout ? styleText('bold', text, { validateStream: false }) : text
  const { id, severity, gallerySeverity, summary, help, url, example } = rule
  const severities =
    gallerySeverity && gallerySeverity !== severity ? `, ${gallerySeverity} for the gallery` : ''
  const paragraphs = [
    `${heading(id)} (${severity}${severities})`,
    wrap(summary, width).join('\n'),
    ...(example ? [wrap(example.why, width).join('\n')] : []),
    wrap(help, width).join('\n'),
    ...(example
      ? [
          `${heading('Wrong')}${example.from.kind === 'file' ? `, in ${example.from.file}` : ''}:\n${indented(example.wrong)}`,
          `${heading('Right')}:\n${indented(example.right)}`,
        ]
      : []),
    ...(url ? [`See ${url}`] : []),
  ]
  return `${paragraphs.join('\n\n')}\n`
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
