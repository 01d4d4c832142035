import type { ValidationProfile } from '../../build/options/options.ts'
import { memorySource } from '../../connector/memory-source.ts'
import { readConnector } from '../../connector/read-connector.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { type Rule, runRule } from '../rule.ts'

/** What these rules alone find in a connector, rule by rule. */
export async function runRules(
  rules: readonly Rule[],
  files: Record<string, string>,
  profile: ValidationProfile = 'default',
): Promise<Diagnostic[]> {
  const connector = await readConnector(memorySource(files))
  return rules.flatMap((rule) => runRule(rule, { connector, backwardsCompatible: false, profile }))
}

/** The same as `rule severity file:line:column`. */
export async function ruleFindings(...run: Parameters<typeof runRules>): Promise<string[]> {
  return (await runRules(...run)).map(
    ({ rule, severity, file, line, column }) => `${rule} ${severity} ${file}:${line}:${column}`,
  )
}
