import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'
import { isOn } from './switched-on.ts'

const styles = ['CAP_QUERY_TOPSTYLE_LIMIT', 'CAP_QUERY_TOPSTYLE_ROWNUM', 'CAP_QUERY_TOPSTYLE_TOP']

/** A query limits its rows in one way. */
export const rule: Rule = {
  id: 'cap-topstyle-single',
  severity: 'warning',
  summary: 'At most one style of limiting rows is switched on, and only where rows may be limited at all.',
  help: 'Leave the style on that the database understands, with CAP_QUERY_TOP_N set to yes.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    const [first, ...others] = styles.map((name) => settings.get(name)).filter(isOn)
    if (first === undefined) return
    for (const { file, name, nameAttribute } of others) {
      yield { message: `\`${name}\` is on beside \`${first.name}\``, file, place: nameAttribute }
    }
    if (settings.get('CAP_QUERY_TOP_N')?.isOn !== false) return
    const message = `\`${first.name}\` has no effect, because CAP_QUERY_TOP_N is switched off`
    yield { message, file: first.file, place: first.nameAttribute }
  },
}

export function example(): RuleExample {
  const limit = '<customization name="CAP_QUERY_TOPSTYLE_LIMIT" value="yes"/>'
  return {
    why: 'Tableau writes LIMIT, TOP or ROWNUM; with two styles switched on, it is not documented which. The wrong one is a syntax error in most databases.',
    wrong: `${limit}\n<customization name="CAP_QUERY_TOPSTYLE_TOP" value="yes"/>`,
    right: limit,
    ...inManifest,
  }
}
