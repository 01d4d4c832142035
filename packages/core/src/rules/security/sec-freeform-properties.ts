import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { end, withFields } from './example-fields.ts'
import { namesFile, toWords } from './secret-words.ts'
import { textsOf, typedFields } from './typed-fields.ts'

const freeformWords =
  / (additional|advanced|extra|other|further|custom|driver|jdbc|odbc|connection|connect) (connection |driver |jdbc |odbc |url )?(properties|props|parameters|params|options|attributes|extras) /

/** In the name of a field these may stand for a part of the address, such as a database; users see its label only. */
const freeformLabels =
  / connection string | (additional|extra|custom|jdbc|odbc|connect) string | (jdbc|odbc) url | connectionstring | connstr /

/** Whoever types properties can type credentials, and switch off what the connector relies on. */
export const rule: Rule = {
  id: 'sec-freeform-properties',
  severity: 'warning',
  gallerySeverity: 'error',
  summary: 'No field takes connection properties of any name.',
  help: 'Add a field of the category advanced for each property that users need, or let them use a JDBC properties file.',
  url: documentationPage('security-considerations'),
  *check({ connector }) {
    for (const field of typedFields(connector)) {
      const texts = textsOf(connector, field)
      const found = texts.find(({ text, attribute }) => isFreeform(toWords(text), attribute))
      const message = `of the field \`${field.name.value}\` asks for connection properties of any name`
      if (found !== undefined) {
        yield { message: `${found.shown} ${message}`, file: field.file, place: found.attribute }
        continue
      }
      // Tags of queries are pairs as well.
      if (texts.some(({ text }) => / (tags?|labels?) /.test(toWords(text)))) continue
      const hint = [attributeOf(field.element, 'placeholder'), field.defaultValue].find(
        (attribute) => attribute !== undefined && isPropertyList(attribute.value),
      )
      if (hint === undefined) continue
      yield {
        message: `the ${hint.name} "${hint.value.slice(0, 80)}" ${message}`,
        file: field.file,
        place: hint,
      }
    }
  },
}

function isFreeform(words: string, { name }: XmlAttribute): boolean {
  // The documentation recommends a JDBC properties file, which somebody has to find.
  if (namesFile(words)) return false
  return freeformWords.test(words) || (name === 'label' && freeformLabels.test(words))
}

/** Whether a text is a list such as `a=1;b=2`. */
function isPropertyList(text: string): boolean {
  const pairs = text
    .slice(0, 1000)
    .split(/[;&\n]/)
    .filter((pair) => pair.trim() !== '')
  return pairs.length > 1 && pairs.every((pair) => /^\s*[\w.-]+\s*=/.test(pair))
}

export function example(): RuleExample {
  return {
    why: 'Whoever can type any property can type credentials, which are then stored and logged, and can switch off encryption. Tableau Exchange refuses such a connector.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-extras" label="Additional JDBC parameters" category="advanced" value-type="string"
       optional="true"/>${end}`,
    right: `<field name="v-fetch-size" label="Rows per fetch" category="advanced" value-type="string"
       optional="true"/>${end}`,
    context: withFields('v-extras', 'v-fetch-size'),
  }
}
