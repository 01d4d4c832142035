import type { EventEmitter } from 'node:events'
import type { Command, Option } from 'commander'
import type { Terminal } from '../terminal/terminal.ts'
import type { CommandEntry, Stage } from './command-list.ts'

/** What a command takes, for completion and documentation. */
export interface CommandFacts {
  /** Its name, after those of the commands it belongs to; the program itself has none. */
  path: string[]
  summary: string
  /** Of the commands right below the program. */
  stage?: Stage
  arguments: ArgumentFacts[]
  options: OptionFacts[]
  /** What its help says after the options: remarks and examples. */
  notes: string
  commands: CommandFacts[]
}

/** An argument of a command. */
export interface ArgumentFacts {
  /** As in a usage line: `<file>`, `[dir]`, `[dirs...]`. */
  term: string
  description: string
  choices: string[]
}

/** An option of a command. */
export interface OptionFacts {
  /** As in help: `-o, --out-dir <dir>`. */
  flags: string
  short?: string
  long: string
  description: string
  /** What comes after it. */
  value: 'none' | 'file' | 'folder' | 'choice' | 'text'
  choices: string[]
}

/** Loads every command of a list and lists what it takes. Nothing is run. */
export async function readCommandFacts(
  entries: readonly CommandEntry[],
  terminal: Terminal,
): Promise<CommandFacts> {
  const commands = await Promise.all(
    entries.map(async ({ load, summary, stage }) => {
      const command = (await load())(terminal, () => {})
      return { ...factsOf(command.description(summary), []), stage }
    }),
  )
  const version: OptionFacts = {
    flags: '-V, --version',
    short: '-V',
    long: '--version',
    description: 'output the version number',
    value: 'none',
    choices: [],
  }
  return { path: [], summary: '', arguments: [], options: [version, help], notes: '', commands }
}

const help: OptionFacts = {
  flags: '-h, --help',
  short: '-h',
  long: '--help',
  description: 'display help for command',
  value: 'none',
  choices: [],
}

function factsOf(command: Command, parents: string[]): CommandFacts {
  const path = [...parents, command.name()]
  return {
    path,
    summary: command.description(),
    arguments: command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`
      return {
        term: argument.required ? `<${name}>` : `[${name}]`,
        description: withDefault(argument.description, argument.defaultValue),
        choices: argument.argChoices ?? [],
      }
    }),
    options: [...command.options.filter(({ hidden }) => !hidden).map(optionFacts), help],
    notes: notesOf(command),
    commands: command.commands.map((inner) => factsOf(inner, path)),
  }
}

function withDefault(description: string, value: unknown): string {
  return value === undefined ? description : `${description} (default: ${String(value)})`
}

/** Commander keeps texts after the help as listeners of an event, which its types do not say. */
function notesOf(command: Command): string {
  let notes = ''
  const emitter = command as unknown as EventEmitter
  emitter.emit('afterHelp', {
    error: false,
    command,
    write: (text: string) => {
      notes += text
    },
  })
  return notes.trim()
}

function optionFacts(option: Option): OptionFacts {
  return {
    flags: option.flags,
    ...(option.short ? { short: option.short } : {}),
    long: option.long ?? option.flags,
    description: withDefault(option.description, option.defaultValue),
    value: valueKind(option),
    choices: option.argChoices ?? [],
  }
}

function valueKind(option: Option): OptionFacts['value'] {
  if (option.argChoices) return 'choice'
  const [, placeholder] = /[<[]([^>\]]+)/.exec(option.flags) ?? []
  if (placeholder === undefined) return 'none'
  if (placeholder === 'dir') return 'folder'
  return placeholder === 'file' || placeholder === 'path' ? 'file' : 'text'
}

/** What can follow a command apart from options, and what it means: its commands, or fixed arguments. */
export function nextWords({ commands, arguments: [first] }: CommandFacts): [word: string, meaning: string][] {
  const choices = first?.choices ?? []
  return [
    ...commands.map(({ path, summary }): [string, string] => [path.at(-1) ?? '', summary]),
    ...choices.map((choice): [string, string] => [choice, first?.description ?? '']),
  ]
}

/** A command and all below it. */
export function withInner(facts: CommandFacts): CommandFacts[] {
  return [facts, ...facts.commands.flatMap(withInner)]
}
