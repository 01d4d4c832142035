import type { EngineChoice, ResolvedValidateOptions } from '../build/options/options.ts'
import type { Connector } from '../connector/connector.ts'
import type { ConnectorSource } from '../connector/source.ts'
import { Turns } from '../connector/turns.ts'
import type { Diagnostic, Report } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import { SchemaStage } from '../schema/stage/schema-stage.ts'
import { ruleDescriptions, rulesFor } from './all-rules.ts'
import { applyIgnoreComments } from './ignore-comments.ts'
import { type RuleContext, runRule } from './rule.ts'
import { applyRuleSettings, checkRuleSettings } from './rule-settings.ts'

/** What {@link validateConnector} takes; all of it may be left out. */
export type ValidateConnectorOptions = Partial<Omit<ResolvedValidateOptions, 'force'>>

/**
 * Checks a connector: what reading it found, each file against its schema, and the rules that the schemas cannot
 * express. Everything is in one report; the rules run even where the schema check failed.
 *
 * @throws {TacosmithError} `usage` for settings of unknown rules or an unknown engine, `environment` where the
 *   engine or the schema folder cannot be used. Never because of what is in the connector.
 */
export async function validateConnector(
  connector: Connector,
  options: ValidateConnectorOptions = {},
): Promise<Report> {
  const findings = applyIgnoreComments(await connectorFindings(connector, options), connector, ruleIds)
  return createReport(applyRuleSettings(findings, options.rules ?? {}), {
    warningsAsErrors: options.warningsAsErrors ?? false,
  })
}

/** Every rule that may appear in a report. */
export const ruleIds: readonly string[] = ruleDescriptions.map(({ id }) => id)

/**
 * What {@link validateConnector} finds, before comments that ignore rules and before settings.
 *
 * @throws {TacosmithError} see there.
 */
export async function connectorFindings(
  connector: Connector,
  options: ValidateConnectorOptions = {},
): Promise<Diagnostic[]> {
  checkRuleSettings(options.rules ?? {}, ruleIds)
  const stage = await SchemaStage.prepare({ ...options, engine: engineFor(connector.source, options.engine) })
  const turns = new Turns()
  return [
    ...connector.problems,
    ...(await checkFiles(connector, stage, turns)),
    ...(await runRules(
      {
        connector,
        backwardsCompatible: options.backwardsCompatible ?? false,
        profile: options.profile ?? 'default',
      },
      turns,
    )),
  ]
}

/** A `.taco` may come from anywhere: only the sandboxed engine gets to see it. */
export function engineFor(source: ConnectorSource, choice: EngineChoice = 'auto'): EngineChoice {
  return source.isUntrusted === true ? 'libxml2-wasm' : choice
}

async function checkFiles({ files }: Connector, stage: SchemaStage, turns: Turns): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = []
  for (const { path, kind, document } of files) {
    if (document === undefined || kind === 'script') continue
    findings.push(...stage.check(path, kind, document))
    await turns.next()
  }
  return findings
}

async function runRules(context: RuleContext, turns: Turns): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = []
  for (const rule of rulesFor(context.connector)) {
    findings.push(...runRule(rule, context))
    await turns.next()
  }
  return findings
}
