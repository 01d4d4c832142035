import type { Connector } from '../connector/connector.ts'
import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { createReport } from '../diagnostics/report.ts'
import type { ResolvedValidateOptions } from '../options.ts'
import { applyRuleSettings, checkRuleSettings } from './rule-settings.ts'
import { ruleDescriptions, rules } from './rules/index.ts'
import { type RuleContext, runRule } from './rules/rule.ts'
import { SchemaStage } from './schema-stage/schema-stage.ts'

/** What {@link validateConnector} takes; all of it may be left out. */
export type ValidateConnectorOptions = Partial<Omit<ResolvedValidateOptions, 'force'>>

/**
 * Checks a connector: what reading it found, each file against its schema, and the rules that the schemas cannot
 * express. Everything is told in one report; the rules run even where the schema check failed.
 *
 * @throws {TacosmithError} `usage` for settings of unknown rules or an unknown engine, `environment` where the
 *   engine or the schema folder cannot be used. Never because of what is in the connector.
 */
export async function validateConnector(
  connector: Connector,
  options: ValidateConnectorOptions = {},
): Promise<Report> {
  const settings = options.rules ?? {}
  checkRuleSettings(
    settings,
    ruleDescriptions.map(({ id }) => id),
  )
  const stage = await SchemaStage.prepare(options)
  const diagnostics = [
    ...connector.problems,
    ...checkFiles(connector, stage),
    ...runRules({
      connector,
      backwardsCompatible: options.backwardsCompatible ?? false,
      profile: options.profile ?? 'default',
    }),
  ]
  return createReport(applyRuleSettings(diagnostics, settings), {
    warningsAsErrors: options.warningsAsErrors ?? false,
  })
}

function checkFiles(connector: Connector, stage: SchemaStage): Diagnostic[] {
  return connector.files.flatMap(({ path, kind, document }) =>
    document === undefined || kind === 'script' ? [] : stage.check(path, kind, document),
  )
}

function runRules(context: RuleContext): Diagnostic[] {
  return rules.flatMap((rule) => runRule(rule, context))
}
