import type { XmlAttribute } from '../../../connector/xml-document.ts'
import { attributeOf, attributeValue, descendants } from '../../../connector/xml-query.ts'
import { documentationPage } from '../documentation.ts'
import { filesOfKind, type Rule, type RuleContext } from '../rule.ts'
import { positionAt, scriptTexts } from '../script-texts.ts'

const capability = 'CAP_AUTH_DB_IMPERSONATE'

/** Scripts and manifest must agree on acting for another user. */
export const impersonateCapability: Rule = {
  id: 'auth-impersonate-capability',
  severity: 'warning',
  summary: `Scripts act for the user of the server exactly where ${capability} is yes.`,
  help: `Set ${capability} to yes where a script compares attributeTableauServerAuthMode with valueAuthModeDBImpersonate, else leave both out.`,
  url: documentationPage('auth-modes'),
  wholeConnector: true,
  *check(context) {
    const texts = scriptTexts(context.connector)
    if (texts === undefined || filesOfKind(context.connector, 'manifest').length === 0) return
    const enabled = findEnabled(context)
    if (enabled !== undefined) {
      if (texts.some(({ text }) => mayImpersonate(text))) return
      const message = `${capability} is yes, but no script uses attributeTableauServerUser or the like`
      yield { message, file: enabled.file, place: enabled.value }
      return
    }
    for (const { path, text } of texts) {
      const offset = findUse(text, 'valueAuthModeDBImpersonate')
      if (offset === undefined) continue
      const message = `a script asks for valueAuthModeDBImpersonate, but ${capability} is not yes in the manifest`
      yield { message, file: path, place: { start: positionAt(text, offset) } }
    }
  },
}

function findEnabled({ connector }: RuleContext): { file: string; value: XmlAttribute } | undefined {
  for (const { path, document } of filesOfKind(connector, 'manifest')) {
    for (const element of descendants(document.root, 'customization')) {
      const value = attributeOf(element, 'value')
      if (attributeValue(element, 'name') === capability && value?.value === 'yes')
        return { file: path, value }
    }
  }
  return undefined
}

/** Also where another module may do so. */
function mayImpersonate(text: string): boolean {
  return /TableauServer(User|AuthMode)|valueAuthModeDBImpersonate|\b(import|require)\b/i.test(text)
}

/** Where a name first stands outside of comments. */
function findUse(text: string, name: string): number | undefined {
  for (let offset = text.indexOf(name); offset !== -1; offset = text.indexOf(name, offset + 1)) {
    const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset)
    if (!/^\s*(\*|\/\*)|(^|[^:])\/\//.test(line)) return offset
  }
  return undefined
}
