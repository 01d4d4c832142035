import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { driverMatches } from './driver-matches.ts'
import { inOdbcConnector } from './example-resolver.ts'

/** What no driver has in its name, and most expressions do. */
const pattern = /\.[*+]|\\[.()dsw]|\[[^\]]*\]|^\^|\$$/

/** A name that is read the wrong way finds no driver. */
export const rule: Rule = {
  id: 'tdr-driver-name-type',
  severity: 'warning',
  summary: 'The name of a driver is exact where it is a name, and a regular expression where it is one.',
  help: 'Correct the type or the name; in an expression a backslash before ( and ) makes them plain characters.',
  url: documentationPage('api-reference'),
  *check({ connector }) {
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      for (const match of driverMatches(file)) {
        for (const name of childrenNamed(match, 'driver-name')) {
          const type = attributeValue(name, 'type')
          const text = name.text.trim().slice(0, 200)
          if (type === 'exact' && pattern.test(text)) {
            const message = `"${text}" looks like a regular expression, but its type is exact, so no driver has this name`
            yield { message, help: 'Write type="regex".', file: file.path, place: name }
          } else if (type === 'regex' && hasPlainParentheses(text)) {
            const message = `as a regular expression "${text}" does not match a driver of that name: parentheses make groups`
            const escaped = text.replaceAll(/[()]/g, '\\$&')
            yield { message, help: `Write type="exact", or ${escaped}.`, file: file.path, place: name }
          }
        }
      }
    }
  },
}

/** Parentheses in what is otherwise a plain name, such as `Brook (Unicode)`. */
function hasPlainParentheses(text: string): boolean {
  return /.\([^()]+\)/.test(text) && !/[\\[\]^$|*+?{]/.test(text)
}

export function example(): RuleExample {
  const resolver = (type: string, name: string): string => `<driver-resolver>
  <driver-match>
    <driver-name type="${type}">${name}</driver-name>
  </driver-match>
</driver-resolver>`

  return {
    why: 'Tableau compares an exact name letter by letter, and reads the parentheses of an expression as groups. Read the wrong way, the name matches no driver, and users are told to install one.',
    wrong: resolver('regex', 'Brook ODBC Driver (Unicode)'),
    right: resolver('exact', 'Brook ODBC Driver (Unicode)'),
    ...inOdbcConnector,
  }
}
