import { explainAllRules, type RuleExplanation, type RuleExplanationExample } from './explain-rule.ts'

/** The page docs/rules.md: every rule with its severity, reason, example and source. */
export async function rulesPage(): Promise<string> {
  const rules = await explainAllRules()
  return [
    '# Rules',
    '',
    '<!-- Generated from the rules. Run `npm run docs` after a change. -->',
    '',
    'What tacosmith looks for in a connector and in a signed file. Each rule can be set to `off`, `warn` or `error`, in `tacosmith.config` with',
    "`validate: { rules: { 'rule-id': 'off' } }`, on the command line with `--rule rule-id=off`. A comment silences a",
    'single finding:',
    '',
    '```xml',
    '<!-- tacosmith-ignore rule-id: the reason -->',
    '<element that="is meant"/>',
    '```',
    '',
    'In a script, also in one that a bundler builds, it silences what is found in the next line:',
    '',
    '```ts',
    '// tacosmith-ignore rule-id: the reason',
    '```',
    '',
    '| Rule | Severity | What it asks for |',
    '| --- | --- | --- |',
    ...rules.map((rule) => `| [${rule.id}](#${rule.id}) | ${severityOf(rule)} | ${inTable(rule.summary)} |`),
    '',
    ...rules.flatMap(section),
  ].join('\n')
}

function severityOf({ severity, gallerySeverity, galleryOnly }: RuleExplanation): string {
  if (galleryOnly) return `${gallerySeverity ?? severity}, only with \`--profile gallery\``
  if (gallerySeverity === undefined || gallerySeverity === severity) return severity
  return `${severity}; ${gallerySeverity} with \`--profile gallery\``
}

function inTable(text: string): string {
  return tagsAsCode(text).replaceAll('|', '\\|')
}

const tag = /<[!/]?[\w-][^<>]*>/.source
const element = /<([\w-]+)(?:\s[^<>]*)?>[^<>]*<\/\1>/.source
const tags = new RegExp(`(?:${element}|${tag})+`, 'g')

/** Markdown takes a tag in the text for one of the page, and shows nothing of it. */
function tagsAsCode(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(tags, '`$&`')))
    .join('')
}

function section(rule: RuleExplanation): string[] {
  const { id, summary, help, url, example } = rule
  return [
    `## ${id}`,
    '',
    `**${severityOf(rule)}** · ${tagsAsCode(summary)}`,
    '',
    ...(example === undefined ? [] : [tagsAsCode(example.why), '']),
    tagsAsCode(help),
    '',
    ...(example === undefined ? [] : exampleLines(example)),
    ...(url === undefined ? [] : [`Source: <${url}>`, '']),
  ]
}

function exampleLines({ from, wrong, right }: RuleExplanationExample): string[] {
  const language = from.kind !== 'file' ? 'text' : from.file.endsWith('.js') ? 'js' : 'xml'
  const block = (text: string): string[] => [`\`\`\`${language}`, text, '```', '']
  return [`Wrong, ${whereFrom(from)}:`, '', ...block(wrong), 'Right:', '', ...block(right)]
}

function whereFrom({ kind, file }: RuleExplanationExample['from']): string {
  if (kind === 'file-list') return 'in a folder with these files'
  return kind === 'file-name' ? `in the name of a file such as \`${file}\`` : `in \`${file}\``
}
