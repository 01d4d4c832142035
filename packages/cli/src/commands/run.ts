import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  type ConnectorsPath,
  chooseTableauProgram,
  currentHost,
  defaultDevelopmentFolder,
  findConnectorFolder,
  formatCommand,
  type Host,
  launch,
  launchCommand,
  nearestName,
  prepareConnectorsPath,
  productName,
  type TableauProduct,
  unbuiltScripts,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { builtForTableau } from '../dev/built-for-tableau.ts'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { openTarget } from '../project/open-target.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { connectorName, printWarning, resultLayout, signatureText } from '../texts/deploy-text.ts'
import { addTruststoreOption, openTrust, type TrustFlags } from './place-options.ts'

interface Flags extends TrustFlags {
  version?: string
  app?: string
  checkSignatures?: boolean
  print?: boolean
  json?: boolean
}

/** `tacosmith run [desktop|prep] [path]`: starts Tableau on a connector under development. */
export function runTableauCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('run')
    .argument('[product]', 'desktop or prep', 'desktop')
    .argument('[path]', 'a connector, a folder of connectors, or a .taco')
    .option('--version <release>', 'the release to start, such as 2025.1 (default: the newest)')
    .option('--app <path>', 'the program to start, if it is not found')
    .option('--check-signatures', 'let Tableau check signatures, as it does for users')
    .option('--print', 'print the command without starting anything')
  return addTruststoreOption(command)
    .option('--json', 'print one JSON document to stdout')
    .addHelpText('after', help)
    .action(async (product: string, path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => run(product, path, flags, terminal)))
    })
}

const help = `
Tableau reads a folder that contains one folder per connector, or .taco files.
For a single .taco, or a connector next to other things, tacosmith creates such
a folder among its own files, with a link to the connector or a copy of it.
Scripts in TypeScript or with imports are built first, into the folder that
tacosmith dev keeps.

Examples:
  tacosmith run desktop ./connector
  tacosmith run prep --version 2025.1 dist/my_jdbc-v1.0.0.taco`

async function run(
  first: string,
  second: string | undefined,
  flags: Flags,
  terminal: Terminal,
): Promise<number> {
  const { product, path } = await readWords(first, second, terminal.cwd)
  const host = currentHost()
  const program = await findProgram(product, flags, host, terminal.cwd)
  const { certificates: trust } = await openTrust(flags, terminal.cwd)
  const connector = await connectorPath(path, terminal)
  if (connector === undefined) return exitCodes.findings
  const workFolder = join(defaultDevelopmentFolder(), 'run')
  const connectors = await prepareConnectorsPath(connector, workFolder, host, trust)
  await reportConcerns(connectors, terminal)
  const isVerified = connectors.contents.connectors.every(({ signature }) => signature === 'verified')
  const command = launchCommand(
    {
      path: program.path,
      connectorsPath: connectors.folder,
      allowUnsigned: !isVerified && flags.checkSignatures !== true,
    },
    host,
  )
  const processId = flags.print ? undefined : await launch(command, host.environment)
  const typed = formatCommand(command, host)
  if (flags.json) {
    const { folder, origin, contents } = connectors
    const result = {
      product,
      ...command,
      command: typed,
      connectorsPath: folder,
      origin,
      connectors: contents.connectors,
    }
    terminal.printResult(`${JSON.stringify({ ...result, processId: processId ?? null }, null, 2)}\n`)
  } else {
    terminal.printResult(
      processId === undefined ? `${typed}\n` : startedText(program.name, connectors, typed, terminal),
    )
  }
  return exitCodes.fine
}

/** Who leaves the product out means Desktop. */
async function readWords(
  first: string,
  second: string | undefined,
  cwd: string,
): Promise<{ product: TableauProduct; path: string | undefined }> {
  if (first === 'desktop' || first === 'prep') return { product: first, path: second }
  const isPath =
    second === undefined && (await stat(resolve(cwd, first)).catch(() => undefined)) !== undefined
  if (isPath) return { product: 'desktop', path: first }
  const near = nearestName(first, ['desktop', 'prep'])
  throw new TacosmithError(
    'usage',
    `${first} is neither desktop nor prep, nor the name of a file or folder`,
    {
      help: near === undefined ? 'For example: tacosmith run desktop ./connector' : `Did you mean ${near}?`,
    },
  )
}

async function findProgram(
  product: TableauProduct,
  { app, version }: Flags,
  host: Host,
  cwd: string,
): Promise<{ name: string; path: string }> {
  if (app === undefined) {
    const found = await chooseTableauProgram(product, version, host)
    return { name: `${productName(product)} ${found.version}`, path: found.path }
  }
  const path = resolve(cwd, app)
  if ((await host.disk.kindOf(path)) !== undefined) return { name: path, path }
  throw new TacosmithError('environment', `the program ${path} does not exist`, {
    help: 'Give the path of Tableau with --app, or omit --app to start an installed release.',
  })
}

/**
 * A project stands for its connector, as Tableau can read it; any other folder for itself.
 *
 * @returns undefined where the connector cannot be built, which was reported.
 */
async function connectorPath(path: string | undefined, terminal: Terminal): Promise<string | undefined> {
  const { cwd } = terminal
  const named = resolve(cwd, path ?? '.')
  if ((await stat(named).catch(() => undefined))?.isFile()) return named
  const folder = await openTarget(path, cwd)
    .then(({ options, cwd: start }) => findConnectorFolder(start, options.connector))
    .catch((error: unknown) => {
      if (error instanceof TacosmithError && error.code === 'connector-not-found') return undefined
      throw error
    })
  return folder === undefined ? named : await builtForTableau(folder, terminal)
}

async function reportConcerns({ contents }: ConnectorsPath, terminal: Terminal): Promise<void> {
  for (const { file, reason } of contents.unreadable) printWarning({ message: reason, file }, terminal)
  for (const { signature, file } of contents.connectors) {
    const scripts = signature === 'unpacked' ? await unbuiltScripts(file) : []
    if (scripts.length === 0) continue
    printWarning(
      {
        message: `Tableau cannot read ${scripts.join(', ')} until it is built`,
        help: 'Run tacosmith build and start Tableau with the .taco, or with the folder that tacosmith dev keeps up to date.',
      },
      terminal,
    )
  }
}

const origins: Record<Exclude<ConnectorsPath['origin'], 'given'>, string> = {
  parent: 'It reads the parent folder of the connector, which contains only connectors:',
  linked: 'It reads a folder with a link to the connector:',
  copied: 'It reads a folder with a copy of the connector; start it again after a change:',
}

function startedText(name: string, connectors: ConnectorsPath, command: string, terminal: Terminal): string {
  const { good, width, cwd } = resultLayout(terminal)
  const { folder, origin, contents } = connectors
  const loaded = contents.connectors.map((one) => `  ${connectorName(one)} (${signatureText(one.signature)})`)
  const why = origin === 'given' ? ['It reads'] : wrap(origins[origin], width)
  return `${[`${good('started')}  ${shownPath(name, cwd)}`, ...loaded, ...why, `  ${shownPath(folder, cwd)}`, '', command].join('\n')}\n`
}
