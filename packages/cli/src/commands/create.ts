import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { checkConnector, TacosmithError } from '@tacosmith/core'
import { attributeTypesFileName, refreshTypesOfScripts, Session } from '@tacosmith/core/adapter'
import { Command, InvalidArgumentError, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { expectEmptyFolder, type NewFiles, writeNewFiles } from '../project/new-files.ts'
import { folderAbove, type PackageManager, packageManagerOf } from '../project/package-manager.ts'
import {
  type AuthenticationMode,
  authenticationModes,
  bases,
  bundlers,
  type LanguageCode,
  languageCodes,
  languages,
  offersOauth,
  type ProjectChoices,
} from '../templates/project-choices.ts'
import { completeChoices, expectFit, type GivenChoices } from '../templates/project-defaults.ts'
import { projectFiles } from '../templates/project-files.ts'
import { reportText } from '../terminal/report-text.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface Flags extends Omit<GivenChoices, 'authentication'> {
  auth?: AuthenticationMode[]
  yes?: boolean
  force?: boolean
  json?: boolean
}

/** `tacosmith create <dir>`: a new connector project. */
export function createCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('create')
    .argument('<dir>', 'the folder to create')
    .option('-y, --yes', 'ask nothing and use defaults for whatever is not given')
    .option('--name <text>', 'name shown in Tableau (default: from the folder)')
    .option('--class <id>', 'identifier that never changes (default: from the folder)')
    .option('--vendor <company>', 'the company that publishes the connector')
    .addOption(new Option('--base <kind>', 'kind of driver (default: jdbc)').choices(bases))
    .addOption(new Option('--language <code>', 'language of the scripts (default: ts)').choices(languages))
    .addOption(new Option('--bundler <name>', 'bundler to build with (default: vite)').choices(bundlers))
    .option(
      '--auth <modes>',
      `how users log in, separated by commas: ${authenticationModes.join(', ')} (default: auth-user-pass)`,
      listOf(authenticationModes),
    )
    .option(
      '--languages <codes>',
      `languages of the dialog, separated by commas: ${languageCodes.join(', ')}`,
      listOf(languageCodes),
    )
    .option('--github', 'add a workflow for GitHub Actions')
    .option('--force', 'add the missing files to a folder that is not empty')
    .option('--json', 'print one JSON document to stdout; asks nothing')
    .addHelpText(
      'after',
      '\nWith oauth the project gets an oauth-config.xml to fill in; its README.md says how.\n' +
        '\nExamples:\n  tacosmith create acme\n' +
        '  tacosmith create acme --yes --base odbc --bundler none \\\n' +
        '    --auth auth-user-pass,auth-none --languages en_US,de_DE',
    )
    .action(async (dir: string, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => create(dir, flags, terminal)))
    })
}

/** Reads a list with commas; the order stays, repetitions go. */
function listOf<Item extends string>(known: readonly Item[]): (text: string) => Item[] {
  return (text) => {
    const items = text.split(',').map((item) => item.trim())
    const unknown = items.find((item) => !known.includes(item as Item))
    if (unknown !== undefined) {
      throw new InvalidArgumentError(`Allowed, separated by commas: ${known.join(', ')}.`)
    }
    return [...new Set(items as Item[])]
  }
}

async function create(dir: string, flags: Flags, terminal: Terminal): Promise<number> {
  const folder = resolve(terminal.cwd, dir)
  const given = givenChoices(flags)
  expectFit(given)
  if (!flags.force) await expectEmptyFolder(folder)
  const choices = completeChoices(await asked(given, flags, basename(folder)), basename(folder))

  const packageManager = packageManagerOf(folder)
  const isBelow = (file: string): boolean => folderAbove(dirname(folder), file) !== undefined
  const surroundings = {
    isInPnpmWorkspace: isBelow('pnpm-workspace.yaml'),
    isInPackage: isBelow('package.json'),
  }
  const files = await writeNewFiles(folder, projectFiles(choices, packageManager, surroundings))
  await addAttributeTypes(folder, choices, files)
  // That its values are those of the template is no news yet.
  const validate = { rules: { 'mf-template-values': 'off' } } as const
  const checked = await checkConnector({ connector: 'connector', validate }, { cwd: folder })
  const { report } = checked
  if (flags.json) {
    terminal.printResult(`${JSON.stringify({ folder, class: choices.class, ...files, report }, null, 2)}\n`)
  } else {
    terminal.printResult(createdText(folder, files, choices, packageManager, terminal))
    if (report.diagnostics.length > 0) {
      terminal.say(`\n${reportText({ ...checked, folder: checked.name }, terminal)}`)
    }
  }
  return report.ok ? exitCodes.fine : exitCodes.findings
}

/** Without English there is nothing that Tableau can fall back to. */
function givenChoices({ auth, languages: codes, ...flags }: Flags): GivenChoices {
  const all: LanguageCode[] | undefined = codes && [...new Set<LanguageCode>(['en_US', ...codes])]
  const { name, class: id, vendor, base, language, bundler, github } = flags
  const given = {
    name,
    class: id,
    vendor,
    base,
    language,
    bundler,
    github,
    authentication: auth,
    languages: all,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as GivenChoices
}

async function asked(given: GivenChoices, { yes, json }: Flags, folderName: string): Promise<GivenChoices> {
  if (yes || json) return given
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new TacosmithError('usage', 'create asks questions, but there is no terminal to ask them on', {
      help: 'Use --yes, with options for whatever should not have its default.',
    })
  }
  return (await import('../project/create-questions.ts')).askChoices(given, folderName)
}

/** The types that the editor and `tsc` want; whatever builds the connector keeps them up to date. */
async function addAttributeTypes(
  folder: string,
  { language }: ProjectChoices,
  files: NewFiles,
): Promise<void> {
  const name = `connector/${attributeTypesFileName}`
  if (language !== 'ts' || existsSync(join(folder, name))) return
  await refreshTypesOfScripts(await new Session({ connector: 'connector' }, { cwd: folder }).read())
  files.written.push(name)
}

function createdText(
  folder: string,
  { written, kept }: NewFiles,
  choices: ProjectChoices,
  { install, run, exec }: PackageManager,
  terminal: Terminal,
): string {
  const shown = shownPath(folder, terminal.cwd)
  const isHere = shown === '.'
  return [
    `Created ${written.length} files in ${isHere ? 'this folder' : shown}:`,
    ...written.map((name) => `  ${name}`),
    ...(kept.length > 0 ? ['Left unchanged:', ...kept.map((name) => `  ${name}`)] : []),
    '',
    'Next:',
    ...(isHere ? [] : [`  cd ${/\s/.test(shown) ? `"${shown}"` : shown}`]),
    `  ${install}`,
    `  ${run('test')}`,
    `  ${run('scenarios')}`,
    `  ${run('build')}`,
    '',
    `${exec('tacosmith preview')} shows the connection dialog in your browser while you write it.`,
    ...(offersOauth(choices)
      ? [
          '',
          'OAuth needs a client at your identity provider: README.md explains what to',
          'register there and what to fill in.',
        ]
      : []),
    '',
  ].join('\n')
}
