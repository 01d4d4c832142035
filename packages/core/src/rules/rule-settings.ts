import type { RuleSetting, RuleSettings } from '../build/options/options.ts'
import { TacosmithError } from '../errors.ts'
import type { Diagnostic, Severity } from '../report/diagnostic.ts'
import { nearestName } from '../report/nearest-name.ts'

const severities: Readonly<Record<Exclude<RuleSetting, 'off'>, Severity>> = {
  warn: 'warning',
  error: 'error',
}

/**
 * Refuses settings that name no rule or no severity.
 *
 * @throws {TacosmithError} `usage`
 */
export function checkRuleSettings(settings: RuleSettings, known: Iterable<string>): void {
  const ids = new Set(known)
  for (const [id, setting] of Object.entries(settings)) {
    if (!ids.has(id)) {
      const near = nearestName(id, ids)
      throw new TacosmithError('usage', `Unknown rule "${id}" in the settings of rules.`, {
        help:
          near === undefined ? 'Run npx @tacosmith/cli rules to list all rules.' : `Did you mean "${near}"?`,
      })
    }
    if (setting !== 'off' && !Object.hasOwn(severities, setting)) {
      throw new TacosmithError('usage', `The rule "${id}" is set to "${String(setting)}".`, {
        help: 'Set it to "off", "warn" or "error".',
      })
    }
  }
}

/** Removes the findings of rules that are off, and changes the severity where it is set. */
export function applyRuleSettings(diagnostics: readonly Diagnostic[], settings: RuleSettings): Diagnostic[] {
  const given = new Map<string, RuleSetting>(Object.entries(settings))
  return diagnostics.flatMap((diagnostic) => {
    const setting = given.get(diagnostic.rule)
    if (setting === 'off') return []
    return setting === undefined ? [diagnostic] : [{ ...diagnostic, severity: severities[setting] }]
  })
}
