import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { ruleFindings } from './rule-findings.ts'
import { rulesCalled } from './rules-called.ts'

const dialectRules = rulesCalled('dia-')

const { 'manifest.xml': manifest } = minimalConnector()

/** The connector with this dialect; what is given is on lines of its own: functions from 3, format from 6 on. */
export function withDialect({
  functions = '',
  format = '',
  root = '',
  manifestText = manifest,
}): Record<string, string> {
  const dialect = `<dialect name="B" class="brook_jdbc" ${root === '' ? 'version="18.1"' : root}>
<function-map>
${functions}
</function-map>
<sql-format>
${format}
</sql-format>
</dialect>`
  return minimalConnector({ 'dialect.tdd': dialect, 'manifest.xml': manifestText })
}

/** `rule severity line:column` of what is found in the dialect. */
export async function found(parts: Parameters<typeof withDialect>[0]): Promise<string[]> {
  const all = await ruleFindings(dialectRules, withDialect(parts))
  return all.map((finding) => finding.replace('dialect.tdd:', ''))
}

/** The manifest with a part replaced. */
export function manifestWith(part: string, replacement: string): string {
  return replaceIn(manifest, part, replacement)
}

export function withCapability(name: string, value = 'yes'): string {
  return manifestWith('<customizations>', `<customizations><customization name="${name}" value="${value}"/>`)
}

/** A function with its arguments by type. */
export function definition(head: string, types: string, formulas: string): string {
  const given = types.split(' ').filter((type) => type !== '')
  const [element] = head.split(' ')
  return `<${head}>${formulas}${given.map((type) => `<argument type="${type}"/>`).join('')}</${element}>`
}
