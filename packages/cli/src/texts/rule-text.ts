import { styleText } from 'node:util'
import type { RuleDescription, RuleExplanation } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

/** What `rules <id>` and `validate --explain` print of a rule. */
export function ruleText(rule: RuleExplanation, { colorStdout, width }: Terminal): string {
  const heading = (text: string): string =>
    colorStdout ? styleText('bold', text, { validateStream: false }) : text
  const { id, summary, help, url, example } = rule
  const paragraphs = [
    `${heading(id)} (${severityText(rule)})`,
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

/** How severe a finding is, and how severe where the gallery is the aim. */
export function severityText({ severity, gallerySeverity, galleryOnly }: RuleDescription): string {
  if (galleryOnly) return `${gallerySeverity ?? severity}, only for the gallery`
  if (gallerySeverity === undefined || gallerySeverity === severity) return severity
  return `${severity}, ${gallerySeverity} for the gallery`
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
