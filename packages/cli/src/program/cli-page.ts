import { hooksSection } from './cli-page-hooks.ts'
import { severalSection } from './cli-page-several.ts'
import { writingSection } from './cli-page-writing.ts'
import { type CommandFacts, withInner } from './command-facts.ts'
import { exitCodes } from './exit-codes.ts'

const meanings: Record<keyof typeof exitCodes, string> = {
  fine: 'success',
  findings: 'the connector or file has errors, or warnings with `--warnings-as-errors`',
  wrongUse: 'incorrect usage, or something is missing',
  fault: 'a bug in tacosmith',
}

/** docs/cli.md: every command with its arguments, options and examples. */
export function cliPage(program: CommandFacts): string {
  return `${[
    '# The command line',
    '<!-- Generated from the commands. Run `npm run docs` after a change. -->',
    ...contents(program.commands),
    '## All commands',
    'Results go to stdout; build findings, questions and progress go to stderr. With `--json`, stdout carries one JSON document and nothing else. Output is coloured only on a terminal, and never if `NO_COLOR` is set. Work that takes longer than a second reports its progress on one line of stderr, which disappears at the end: only on a terminal, not with `--json` and not if `CI` is set.',
    'A password or PIN that is needed and was not given is asked for where both input and stderr are a terminal. If `CI` is set, nobody is asked: a line on stderr says so, and the error names the option and the variable to give.',
    exitCodeTable(),
    'Options are also read from the nearest `tacosmith.config.{ts,mts,js,mjs}` in the folder or above it, see [A shared configuration](#a-shared-configuration); the command line takes precedence. A password is never an argument: pass it as `env:NAME` or `file:PATH`.',
    ...writingSection,
    ...severalSection,
    ...hooksSection,
    ...program.commands.flatMap(withInner).map(section),
  ].join('\n\n')}\n`
}

function contents(commands: CommandFacts[]): string[] {
  const stages = [...new Set(commands.map(({ stage }) => stage))]
  return stages.map((stage) => {
    const links = commands
      .filter((command) => command.stage === stage)
      .map(({ path, summary }) => `- [${path.join(' ')}](#tacosmith-${path.join('-')}): ${escaped(summary)}`)
    return `**${stage}**\n\n${links.join('\n')}`
  })
}

function exitCodeTable(): string {
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[]
  return table(
    ['Exit code', 'Meaning'],
    names.map((name) => [String(exitCodes[name]), meanings[name]]),
  )
}

function section(command: CommandFacts): string {
  const { path, summary, notes } = command
  return [
    `${path.length > 1 ? '###' : '##'} tacosmith ${path.join(' ')}`,
    escaped(summary),
    `\`\`\`\n${usage(command)}\n\`\`\``,
    ...takenTables(command),
    ...notesBlocks(notes),
  ].join('\n\n')
}

function usage({ path, arguments: all, commands }: CommandFacts): string {
  const words = commands.length > 0 ? ['<command>'] : all.map(({ term }) => term)
  return ['tacosmith', ...path, ...words, '[options]'].join(' ')
}

function takenTables({ arguments: all, options }: CommandFacts): string[] {
  const argumentRows = all.map(({ term, description, choices }) => [
    code(term),
    described(description, choices),
  ])
  const optionRows = options
    .filter(({ long }) => long !== '--help')
    .map(({ flags, description, choices }) => [code(flags), described(description, choices)])
  return [
    ...(argumentRows.length > 0 ? [table(['Argument', ''], argumentRows)] : []),
    ...(optionRows.length > 0 ? [table(['Option', ''], optionRows)] : []),
  ]
}

function described(description: string, choices: string[]): string {
  const list = choices.length > 0 ? `: ${choices.map(code).join(', ')}` : ''
  return escaped(description) + list
}

/** What is indented after "Example:" is to be typed; the rest is prose. */
function notesBlocks(notes: string): string[] {
  const [prose = '', examples] = notes.split(/^Examples?:\n/m)
  const paragraphs = prose.split(/\n{2,}/).flatMap((text) => (text.trim() === '' ? [] : [paragraph(text)]))
  if (examples === undefined) return paragraphs
  const [typed = '', ...rest] = examples.split(/\n{2,}/)
  const lines = typed.split('\n').map((line) => line.replace(/^ {2}/, ''))
  return [...paragraphs, `\`\`\`sh\n${lines.join('\n')}\n\`\`\``, ...rest.map(paragraph)]
}

/** Indented lines are kept as they are; sentences flow. */
function paragraph(text: string): string {
  if (text.split('\n').some((line) => line.startsWith('  '))) return `\`\`\`\n${text}\n\`\`\``
  return escaped(text.trim().replaceAll('\n', ' '))
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A bar would end a cell of a table, also within code. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function escaped(text: string): string {
  return text.replaceAll(/[<>*|[\]\\]/g, '\\$&')
}
