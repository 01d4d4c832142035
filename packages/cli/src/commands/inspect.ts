import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type ConnectorSource,
  describeConnector,
  folderSource,
  openTruststore,
  tacoSource,
  type Verdict,
  verifyTaco,
} from '@tacosmith/core'
import { checkSnapshot, findConnectorFolder, refuseMalformed, Session } from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { fileTree, type Inspected, inspectText } from '../texts/inspect-text.ts'

interface Flags {
  json?: boolean
  tree?: boolean
}

/** `tacosmith inspect <file.taco|dir>`: what is in a connector, who signed it, which Tableau loads it. */
export function inspectCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('inspect')
    .argument('[path]', 'connector folder or .taco file')
    .option('--tree', 'show which file refers to which')
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nExamples:\n  tacosmith inspect dist/my_connector-v1.0.0.taco\n  tacosmith inspect ./connector --tree',
    )
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => inspect(path ?? '.', flags, terminal)))
    })
}

async function inspect(path: string, flags: Flags, terminal: Terminal): Promise<number> {
  const { source, verdict } = await open(path, terminal.cwd)
  const snapshot = await new Session({ scripts: { trial: false } }, { source }).read()
  const description = await describeConnector(snapshot.connector)
  const { report } = await checkSnapshot(snapshot)
  const inspected: Inspected = {
    ...description,
    ...(verdict && { signature: signatureOf(verdict) }),
    report: { errors: report.errors, warnings: report.warnings },
  }
  if (flags.json) terminal.printResult(`${JSON.stringify(inspected, null, 2)}\n`)
  else
    terminal.printResult(flags.tree ? fileTree(inspected, terminal) : inspectText(path, inspected, terminal))
  return exitCodes.fine
}

interface Opened {
  source: ConnectorSource
  /** Undefined for a folder. */
  verdict: Verdict | undefined
}

async function open(path: string, cwd: string): Promise<Opened> {
  const target = resolve(cwd, path)
  const bytes = await readFile(target).catch(() => undefined)
  if (bytes === undefined) {
    const isThere = (await stat(target).catch(() => undefined)) !== undefined
    // What is not there is told in the words of a folder that was named.
    const folder = await (isThere ? findConnectorFolder(target) : findConnectorFolder(cwd, target))
    return { source: folderSource(folder), verdict: undefined }
  }
  const source = await tacoSource(bytes, path)
  const { certificates: trust } = await openTruststore()
  const verdict = await verifyTaco(bytes, { trust })
  refuseMalformed(verdict, path)
  return { source, verdict }
}

function signatureOf({ status, ok, signers, validUntil }: Verdict): NonNullable<Inspected['signature']> {
  return { status, ok, signers, ...(validUntil !== undefined && { validUntil }) }
}
