import { resolve } from 'node:path'
import { buildTaco, checkConnector, formatPretty, type Report, type TacoOptions } from '@tacosmith/core'
import { Command } from 'commander'
import { buildScripts } from '../build-scripts.ts'
import { buildJson, buildSummary } from '../build-summary.ts'
import { exitCodes } from '../exit-codes.ts'
import { writeLog } from '../log-file.ts'
import { openTarget } from '../open-target.ts'
import { runCommand } from '../run-command.ts'
import type { Terminal } from '../terminal.ts'
import { addValidateOptions, mergeValidate, type ValidateFlags } from './shared-options.ts'
import { addSignOptions, mergeSign, type SignFlags } from './sign-options.ts'

interface Flags extends ValidateFlags, SignFlags {
  outDir?: string
  dest?: string
  fileName?: string
  force?: boolean
  forcePackage?: boolean
  validateOnly?: boolean
}

/** `tacosmith build [dir]`: validate, package and, if configured, sign. */
export function buildCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('build')
    .argument('[dir]', 'connector folder, or project folder with a tacosmith.config')
    .option('-o, --out-dir <dir>', 'where the .taco goes (default: dist)')
    .option('-d, --dest <dir>', 'the same, as the SDK packager calls it')
    .option('--file-name <name>', 'name of the .taco (default: [class]-v[version].taco)')
    .option('--force', 'package in spite of errors')
    .option('--force-package', 'the same, as the SDK packager calls it')
    .option('--validate-only', 'check and write nothing')
  addSignOptions(addValidateOptions(command))
  return command
    .addHelpText(
      'after',
      '\nExample:\n  tacosmith build ./connector --keystore release.p12 \\\n    --storepass env:STORE_PASSWORD --tsa http://timestamp.example.com',
    )
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => build(path, flags, terminal)))
    })
}

async function build(path: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const target = await openTarget(path, terminal.cwd)
  const options = mergeFlags(target.options, flags, terminal.cwd)
  if (flags.validateOnly) return validateOnly(options, target.cwd, flags, terminal)

  const scripts = await buildScripts(options, target.cwd)
  const result = await buildTaco(options, { cwd: target.cwd, ...scripts })
  if (flags.log) await writeLog(resolve(terminal.cwd, flags.log), result.report, result.readSource)
  tellFindings(result.report, result.readSource, terminal)
  if (flags.json) terminal.printResult(`${JSON.stringify(buildJson(result), null, 2)}\n`)
  else if (result.ok) terminal.printResult(buildSummary(result, terminal))
  return result.report.ok ? exitCodes.fine : exitCodes.findings
}

async function validateOnly(
  options: TacoOptions,
  cwd: string,
  flags: Flags,
  terminal: Terminal,
): Promise<number> {
  const { report, readSource } = await checkConnector(options, { cwd })
  if (flags.log) await writeLog(resolve(terminal.cwd, flags.log), report, readSource)
  tellFindings(report, readSource, terminal)
  if (flags.json) terminal.printResult(`${JSON.stringify({ file: null, signed: false, report }, null, 2)}\n`)
  return report.ok ? exitCodes.fine : exitCodes.findings
}

function tellFindings(
  report: Report,
  readSource: (file: string) => string | undefined,
  terminal: Terminal,
): void {
  if (report.diagnostics.length === 0) return
  terminal.say(formatPretty(report, { readSource, color: terminal.colorOfSay, width: terminal.width }))
}

/** Paths on the command line start where it was typed, those in the options at the configuration file. */
function mergeFlags(options: TacoOptions, flags: Flags, cwd: string): TacoOptions {
  const outDir = flags.outDir ?? flags.dest
  const validate = mergeValidate(options.validate, flags)
  const force = flags.force || flags.forcePackage ? { force: true } : {}
  return {
    ...options,
    ...(outDir ? { outDir: resolve(cwd, outDir) } : {}),
    ...(flags.fileName ? { fileName: flags.fileName } : {}),
    validate: { ...validate, ...force },
    ...mergeSign(options.sign, flags, cwd),
  }
}
