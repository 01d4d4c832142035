import { TABLEAU_LOG, type VerdictStatus } from '../../verify/verdict.ts'
import { type KnownLine, knownLines, unknownErrorRemedy } from './known-lines.ts'
import type { LogTopic } from './log-entry.ts'

/** The page docs/tableau-log.md: what Tableau writes about connectors, and what to do about it. */
export function logPage(): string {
  return [
    '# Why does Tableau reject my file?',
    '',
    '<!-- Generated from what `tacosmith logs` and `tacosmith verify` know. Run `npm run docs` after a change. -->',
    '',
    ...introduction,
    ...sections.flatMap(section),
    '## Something else',
    '',
    `An error that names a connector and is not listed here: ${asText(unknownErrorRemedy)}`,
    '',
    ...verdicts(),
  ].join('\n')
}

const introduction = [
  'Ask the file first, then the log. Both answers name the line below that applies:',
  '',
  '```sh',
  'npx tacosmith verify dist/*.taco',
  'npx tacosmith logs',
  '```',
  '',
  '`verify` predicts what Tableau will make of the file. `logs` reads the newest `log.txt` in *My Tableau Repository*',
  '(or the file that you name) and shows what it says about connectors; `--class` limits it to one, `--follow` keeps',
  'reading while Tableau runs. In a log of your own, search for the texts and codes below: `…` stands for anything.',
  '',
]

const sections: [topic: LogTopic, title: string, about: string][] = [
  ['signature', 'The signature', 'Tableau checks it each time that the connector is loaded.'],
  [
    'plugin',
    'The connector',
    'Its files do not fit this release of Tableau, or it is not where Tableau looks.',
  ],
  ['script', 'The scripts', 'The connector was loaded, and a script fails while connecting.'],
  ['connection', 'The driver', 'The scripts have answered; the driver did not connect.'],
]

function section([topic, title, about]: [LogTopic, string, string]): string[] {
  const rows = knownLines.filter((line) => line.topic === topic).map(row)
  return [`## ${title}`, '', about, '', '| Tableau writes | what to do |', '| --- | --- |', ...rows, '']
}

function row({ example, remedy = 'Nothing: this is informational.' }: KnownLine): string {
  return `| \`${example}\` | ${asText(remedy)} |`
}

function verdicts(): string[] {
  return [
    '## What `verify` says, and what Tableau will write',
    '',
    'Where several apply, `verify` names the one that matters most, and lists all.',
    '',
    '| `verify` says | Tableau writes | that means |',
    '| --- | --- | --- |',
    ...Object.entries(TABLEAU_LOG).map(
      ([status, text]) => `| \`${status}\` | \`${text}\` | ${meanings[status as VerdictStatus]} |`,
    ),
    '',
    '[How Java reads a signed JAR](verification.md) has every step; [Keys and certificates](keys.md) says which authorities',
    'Java trusts.',
    '',
  ]
}

const meanings: Record<VerdictStatus, string> = {
  verified: 'Tableau loads the file.',
  unsigned: 'There is no signature, or none that Java reads as one.',
  'partially-signed': 'Some files in it are covered by no signature.',
  untrusted: 'The chain ends at no root that Java trusts.',
  'bad-key-usage': 'The certificate may not sign code.',
  expired: 'The certificate has expired, and no timestamp proves that the signature is older.',
  'not-yet-valid': 'The certificate becomes valid later.',
  tampered: 'A file in it was changed after signing.',
  weak: 'A key or an algorithm is too weak for Java.',
  malformed: 'The file cannot be read with certainty as an archive.',
}

/** Commands stand out in the text; a tag would be taken for one of the page. */
function asText(remedy: string): string {
  return remedy
    .replaceAll(/tacosmith [a-z]+/g, '`$&`')
    .replaceAll(/<[^>]+>(?:\.\.\.<[^>]+>)?/g, '`$&`')
    .replaceAll('|', '\\|')
}
