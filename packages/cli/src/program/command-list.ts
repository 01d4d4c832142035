import type { Command } from 'commander'
import type { Terminal } from '../terminal/terminal.ts'

/** When a command is needed; the program's help shows the commands by these. */
export type Stage = 'Start' | 'Develop' | 'Release' | 'Deploy' | 'Use tacosmith'

/** A command of the program. Its module, and whatever that needs, is loaded only when it is called. */
export interface CommandEntry {
  name: string
  stage: Stage
  /** The line in the program's help. */
  summary: string
  load(): Promise<(terminal: Terminal, finish: (exitCode: number) => void) => Command>
}

/** All commands, in the order in which a connector needs them. */
export const commandList: readonly CommandEntry[] = [
  {
    name: 'create',
    stage: 'Start',
    summary: 'Creates a new connector project with a test and a build.',
    load: async () => (await import('../commands/create.ts')).createCommand,
  },
  {
    name: 'init',
    stage: 'Start',
    summary: 'Adds tacosmith to an existing connector: configuration, scripts, .gitignore.',
    load: async () => (await import('../commands/init.ts')).initCommand,
  },
  {
    name: 'validate',
    stage: 'Develop',
    summary: 'Checks connector folders, .taco files or single files and reports every finding.',
    load: async () => (await import('../commands/validate.ts')).validateCommand,
  },
  {
    name: 'build',
    stage: 'Develop',
    summary: 'Validates a connector folder, packages it as a .taco and signs it.',
    load: async () => (await import('../commands/build.ts')).buildCommand,
  },
  {
    name: 'preview',
    stage: 'Develop',
    summary: 'Shows the connection dialog live in the browser, with what the scripts return.',
    load: async () => (await import('../commands/preview.ts')).previewCommand,
  },
  {
    name: 'test',
    stage: 'Develop',
    summary: 'Runs the scenarios of connectors: what users enter, and the expected result.',
    load: async () => (await import('../commands/test.ts')).testCommand,
  },
  {
    name: 'dev',
    stage: 'Develop',
    summary: 'Keeps an unpacked connector up to date for Tableau while you work on it.',
    load: async () => (await import('../commands/dev.ts')).devCommand,
  },
  {
    name: 'inspect',
    stage: 'Develop',
    summary: 'Shows what is in a connector, who signed it and which Tableau versions load it.',
    load: async () => (await import('../commands/inspect.ts')).inspectCommand,
  },
  {
    name: 'types',
    stage: 'Develop',
    summary: 'Writes tacosmith-env.d.ts, the types of the attributes that scripts are called with.',
    load: async () => (await import('../commands/types.ts')).typesCommand,
  },
  {
    name: 'run',
    stage: 'Develop',
    summary: 'Starts Tableau Desktop or Prep Builder on a connector under development.',
    load: async () => (await import('../commands/run.ts')).runTableauCommand,
  },
  {
    name: 'diff',
    stage: 'Release',
    summary: 'Shows what an update changes and which review the gallery will require.',
    load: async () => (await import('../commands/diff.ts')).diffCommand,
  },
  {
    name: 'sign',
    stage: 'Release',
    summary: 'Signs existing .taco files, in place or to --out.',
    load: async () => (await import('../commands/sign.ts')).signCommand,
  },
  {
    name: 'timestamp',
    stage: 'Release',
    summary: 'Adds a timestamp to the signature of .taco files; no key is needed.',
    load: async () => (await import('../commands/timestamp.ts')).timestampCommand,
  },
  {
    name: 'verify',
    stage: 'Release',
    summary: 'Shows whether Tableau will load a .taco, why, and until when.',
    load: async () => (await import('../commands/verify.ts')).verifyCommand,
  },
  {
    name: 'cert',
    stage: 'Release',
    summary: 'Gets a certificate for signing: request, import, export, development.',
    load: async () => (await import('../commands/cert.ts')).certCommand,
  },
  {
    name: 'install',
    stage: 'Deploy',
    summary: 'Copies a .taco to where Tableau Desktop, Prep Builder or Server looks for it.',
    load: async () => (await import('../commands/install.ts')).installCommand,
  },
  {
    name: 'uninstall',
    stage: 'Deploy',
    summary: 'Removes an installed connector.',
    load: async () => (await import('../commands/uninstall.ts')).uninstallCommand,
  },
  {
    name: 'list',
    stage: 'Deploy',
    summary: 'Lists installed connectors with their versions and signature status.',
    load: async () => (await import('../commands/list.ts')).listCommand,
  },
  {
    name: 'resolve',
    stage: 'Deploy',
    summary: 'Shows which connector of a class Tableau loads, and why.',
    load: async () => (await import('../commands/resolve.ts')).resolveCommand,
  },
  {
    name: 'logs',
    stage: 'Deploy',
    summary: "Shows what Tableau's log says about connectors, and what to do about it.",
    load: async () => (await import('../commands/logs.ts')).logsCommand,
  },
  {
    name: 'completion',
    stage: 'Use tacosmith',
    summary: 'Prints a completion script for bash, zsh, fish or PowerShell.',
    load: async () => {
      const { completionCommand } = await import('../commands/completion.ts')
      return (terminal, finish) => completionCommand(commandList, terminal, finish)
    },
  },
  {
    name: 'rules',
    stage: 'Use tacosmith',
    summary: 'Lists the rules that connectors are held to, or explains one with an example.',
    load: async () => (await import('../commands/rules.ts')).rulesCommand,
  },
  {
    name: 'schema',
    stage: 'Use tacosmith',
    summary: 'Prints the JSON Schema of the output of a command with --json.',
    load: async () => (await import('../commands/schema.ts')).schemaCommand,
  },
]
