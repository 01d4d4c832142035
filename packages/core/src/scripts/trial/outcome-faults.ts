import type { ScriptRole } from '../../connector/connector.ts'
import { compareReleaseVersions, releasesBefore } from '../../package/release-version.ts'
import type { ScriptFacts } from '../analyse/script-facts.ts'
import { rule as jdbcPrefix } from '../rules/js-jdbc-prefix.ts'
import { rule as logsPassword } from '../rules/js-logs-password.ts'
import type { TrialOutcome } from './trial-engine.ts'
import type { TrialFault } from './try-script.ts'

/** Since then Tableau writes only that something was logged. */
const silentLogRelease = '2022.1'

/** What is wrong with runs that came to their end. */
export function faultsOfOutcomes(
  outcomes: readonly TrialOutcome[],
  role: ScriptRole,
  facts: ScriptFacts,
): TrialFault[] {
  const ofAddress = role === 'connection-builder' && facts.isJdbc ? prefixFaults(outcomes) : []
  return [...ofAddress, ...logFaults(outcomes, facts)]
}

function prefixFaults(outcomes: readonly TrialOutcome[]): TrialFault[] {
  const addresses = outcomes.flatMap((outcome) =>
    outcome.kind === 'fine' && Array.isArray(outcome.returned) ? outcome.returned.slice(0, 1) : [],
  )
  // What has no scheme at all, such as `host:5432`, may be put together by another Tableau than the one we know.
  const wrong = addresses.find((address) => /^(?!jdbc:)[a-z][a-z0-9+]*:(?!\d)/i.test(address))
  if (wrong === undefined) return []
  const message = `the address "${wrong.slice(0, 60)}" does not begin with jdbc:`
  return [{ rule: jdbcPrefix, severity: jdbcPrefix.severity, message, place: undefined }]
}

function logFaults(outcomes: readonly TrialOutcome[], { oldestRelease }: ScriptFacts): TrialFault[] {
  const isLogged = outcomes.some((outcome) => outcome.kind === 'fine' && outcome.logsPassword === true)
  if (!isLogged || compareReleaseVersions(oldestRelease, silentLogRelease) >= 0) return []
  const message = `the script gives the password to logging.Log, which Tableau ${releasesBefore(silentLogRelease, oldestRelease)} would write to its log`
  return [{ rule: logsPassword, severity: logsPassword.severity, message, place: undefined }]
}
