import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

const textboxRelease = '2020.4'

/** Older releases do not know the type. */
export const rule: Rule = {
  id: 'cf-textbox-version',
  severity: 'warning',
  summary: `A connector with a textbox asks for Tableau ${textboxRelease} or newer.`,
  help: `Set min-version-tableau="${textboxRelease}" or higher in manifest.xml, or use value-type="string".`,
  url: documentationPage('mcd'),
  wholeConnector: true,
  *check({ connector }) {
    const textboxes = dialogFields(connector).filter(({ valueType }) => valueType === 'textbox')
    if (textboxes.length === 0 || !loadsBefore(connector, textboxRelease)) return
    for (const { file, element, name } of textboxes) {
      const message = `\`${name.value}\` is a textbox, which Tableau knows since ${textboxRelease}; the connector loads in ${oldestRelease(connector)} too`
      yield { message, file, place: attributeOf(element, 'value-type') ?? name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau 2020.3 loads a connector with connection fields but does not support a textbox. A minimum version keeps it from trying.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-note" label="Note" value-type="textbox"/>${end}`,
    right: `<field name="v-note" label="Note" value-type="string"/>${end}`,
    context: atTheEnd(['v-note']),
  }
}
