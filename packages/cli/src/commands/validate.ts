import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  checkConnector,
  type Diagnostic,
  explainRule,
  openTruststore,
  type TacoOptions,
  tacoSource,
  verifyTaco,
} from '@tacosmith/core'
import {
  type CheckedConnector,
  checkSnapshot,
  createReport,
  readConnectorFacts,
  verifyIntegrity,
} from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type CheckedSources, checkScriptSources } from '../project/check-script-sources.ts'
import { loadConfig } from '../project/config-file.ts'
import { openTarget } from '../project/open-target.ts'
import { openUntrusted, refuseNativeEngine } from '../project/open-untrusted.ts'
import { writeLog } from '../terminal/log-file.ts'
import type { Progress } from '../terminal/progress.ts'
import {
  defaultFormat,
  formatReport,
  pathInRepository,
  type ReportFormat,
  reportFormats,
} from '../terminal/report-format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ruleText } from '../texts/rule-text.ts'
import { addValidateOptions, mergeValidate, type ValidateFlags } from './shared-options.ts'

interface Flags extends ValidateFlags {
  format?: ReportFormat
  explain?: string
}

/** `tacosmith validate [dir|file.taco]`: all checks, nothing written. */
export function validateCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('validate')
    .argument('[path]', 'connector folder or .taco file')
    .addOption(
      new Option(
        '--format <name>',
        'format of the report (default: github in GitHub Actions, otherwise pretty)',
      ).choices(reportFormats),
    )
    .option('--explain <rule>', 'explain a rule with an example, without checking anything')
  return addValidateOptions(command)
    .addHelpText('after', '\nExample:\n  tacosmith validate ./connector --rule dialect-default-sql=off')
    .action(async (path: string | undefined, flags: Flags) => {
      const format = flags.json === true ? 'json' : (flags.format ?? defaultFormat(process.env))
      finish(
        await runCommand(terminal, format === 'json', (progress) =>
          run(path, flags, format, { terminal, progress }),
        ),
      )
    })
}

/** Where the command's words go. */
interface Outlet {
  terminal: Terminal
  progress: Progress
}

async function run(
  path: string | undefined,
  flags: Flags,
  format: ReportFormat,
  outlet: Outlet,
): Promise<number> {
  return flags.explain === undefined
    ? await validate(path, flags, format, outlet)
    : await explain(flags.explain, format, outlet.terminal)
}

async function explain(id: string, format: ReportFormat, terminal: Terminal): Promise<number> {
  const rule = await explainRule(id)
  terminal.printResult(format === 'json' ? `${JSON.stringify(rule, null, 2)}\n` : ruleText(rule, terminal))
  return exitCodes.fine
}

async function validate(
  path: string | undefined,
  flags: Flags,
  format: ReportFormat,
  { terminal, progress }: Outlet,
): Promise<number> {
  refuseNativeEngine(flags)
  progress(`Checking ${path ?? 'the connector'}`)
  const { name, report, readSource, engine } = await check(path, flags, terminal.cwd)
  if (flags.verbose && engine !== undefined) terminal.say(`XML engine: ${engine}\n`)
  if (flags.log) await writeLog(resolve(terminal.cwd, flags.log), report, readSource)
  const folder = pathInRepository(resolve(terminal.cwd, name), terminal.cwd, process.env)
  terminal.printResult(formatReport(format, report, { readSource, folder, terminal }))
  return report.ok ? exitCodes.fine : exitCodes.findings
}

/** What was found; without an engine where there is nothing that it could read. */
type Checked = Omit<CheckedConnector, 'engine'> & Partial<Pick<CheckedConnector, 'engine'>>

async function check(path: string | undefined, flags: Flags, cwd: string): Promise<Checked> {
  const taco = path === undefined ? undefined : await readFile(resolve(cwd, path)).catch(() => undefined)
  if (path === undefined || taco === undefined) {
    const { snapshot, scripts } = await openFolder(path, flags, cwd)
    return await checkSnapshot(snapshot, scripts)
  }
  const malformed = (await verifyIntegrity(taco)).filter(({ rule }) => rule === 'taco-malformed')
  if (malformed.length > 0)
    return { name: path, report: createReport(malformed), readSource: () => undefined }
  const options: TacoOptions = flags.untrusted ? {} : (await loadConfig(cwd)).options
  const validate = mergeValidate(options.validate, flags)
  const findings = validate.profile === 'gallery' ? await judgeForGallery(taco) : []
  return await checkConnector({ ...options, validate }, { source: await tacoSource(taco, path), findings })
}

/** What Tableau Exchange asks of the signature of a file. */
async function judgeForGallery(taco: Uint8Array): Promise<Diagnostic[]> {
  const [{ certificates: trust }, connector] = await Promise.all([openTruststore(), readConnectorFacts(taco)])
  return (await verifyTaco(taco, { trust, for: 'gallery', ...(connector && { connector }) })).problems
}

/** A folder is checked as its configuration says, unless a stranger wrote it. */
async function openFolder(path: string | undefined, flags: Flags, cwd: string): Promise<CheckedSources> {
  const withFlags = (options: TacoOptions): TacoOptions => ({
    ...options,
    validate: mergeValidate(options.validate, flags),
  })
  if (flags.untrusted) {
    const { options, source } = await openUntrusted(path, cwd)
    return await checkScriptSources(withFlags(options), cwd, 'check', source)
  }
  const target = await openTarget(path, cwd)
  return await checkScriptSources(withFlags(target.options), target.cwd, 'check')
}
