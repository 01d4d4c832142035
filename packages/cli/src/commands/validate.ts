import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type BuildContext,
  checkConnector,
  formatJson,
  formatPretty,
  type TacoOptions,
  tacoSource,
} from '@tacosmith/core'
import { Command, Option } from 'commander'
import { loadConfig } from '../config-file.ts'
import { exitCodes } from '../exit-codes.ts'
import { writeLog } from '../log-file.ts'
import { openTarget } from '../open-target.ts'
import { runCommand } from '../run-command.ts'
import type { Terminal } from '../terminal.ts'
import { addValidateOptions, mergeValidate, type ValidateFlags } from './shared-options.ts'

interface Flags extends ValidateFlags {
  format?: 'pretty' | 'json'
}

/** `tacosmith validate [dir|file.taco]`: all checks, nothing written. */
export function validateCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('validate')
    .argument('[path]', 'connector folder or .taco file')
    .addOption(new Option('--format <name>', 'form of the report').choices(['pretty', 'json']))
  return addValidateOptions(command)
    .addHelpText('after', '\nExample:\n  tacosmith validate ./connector --rule dialect-default-sql=off')
    .action(async (path: string | undefined, flags: Flags) => {
      const json = flags.json === true || flags.format === 'json'
      finish(await runCommand(terminal, json, () => validate(path, flags, json, terminal)))
    })
}

async function validate(
  path: string | undefined,
  flags: Flags,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const { options, context } = await openInput(path, terminal.cwd)
  const validate = mergeValidate(options.validate, flags)
  const { report, readSource } = await checkConnector({ ...options, validate }, context)
  if (flags.log) await writeLog(resolve(terminal.cwd, flags.log), report, readSource)
  const color = terminal.colorOfResult
  terminal.printResult(
    json ? formatJson(report) : formatPretty(report, { readSource, color, width: terminal.width }),
  )
  return report.ok ? exitCodes.fine : exitCodes.findings
}

/** A `.taco` is checked as it is; a folder as its configuration says. */
async function openInput(
  path: string | undefined,
  cwd: string,
): Promise<{ options: TacoOptions; context: BuildContext }> {
  if (path !== undefined) {
    const bytes = await readFile(resolve(cwd, path)).catch(() => undefined)
    if (bytes) {
      const { options } = await loadConfig(cwd)
      return { options, context: { source: await tacoSource(bytes, path) } }
    }
  }
  const target = await openTarget(path, cwd)
  return { options: target.options, context: { cwd: target.cwd } }
}
