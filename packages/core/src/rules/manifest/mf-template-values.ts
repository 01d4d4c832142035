import type { ConnectorFile } from '../../connector/connector.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, selfAndDescendants } from '../../connector/xml-query.ts'
import type { Rule, RuleContext, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'

/** What `tacosmith create` writes where it cannot know better, and nobody ships. */
const templateTexts = /^Example Company$|REPLACE-WITH-|^https:\/\/example\.com\/(support|driver)$/

/** Hosts that belong to nobody. */
const exampleHosts = /^https?:\/\/([^/?#]*\.)?example\.(com|net|org)([:/?#]|$)/i

/** A value that stands in for one's own. */
export const rule: Rule = {
  id: 'mf-template-values',
  severity: 'warning',
  gallerySeverity: 'error',
  summary: 'Nothing in the manifest or an OAuth configuration is still what the template wrote.',
  help: 'Write values of your own.',
  url: documentationPage('gallery-submission'),
  appliesTo: 'all',
  *check(context) {
    for (const file of context.connector.files) {
      const standIns = shownTexts(file).filter(({ text }) => isStandIn(text, context))
      const [first] = standIns
      if (first === undefined) continue
      const texts = [...new Set(standIns.map(({ text }) => `"${text.slice(0, 80)}"`))].slice(0, 5).join(', ')
      yield { message: `still what the template wrote: ${texts}`, file: file.path, place: first.place }
    }
  },
}

function isStandIn(text: string, { profile }: RuleContext): boolean {
  return templateTexts.test(text) || (profile === 'gallery' && exampleHosts.test(text))
}

/** Names and addresses that users or authorities see. */
function shownTexts({ kind, document }: ConnectorFile): { text: string; place: RuleFinding['place'] }[] {
  if (document === undefined || (kind !== 'manifest' && kind !== 'oauth-config')) return []
  return [...selfAndDescendants(document.root)].flatMap((element) => {
    const attributes = ['name', 'url'].flatMap((name) => attributeOf(element, name) ?? [])
    const shown = attributes.map((attribute) => ({ text: attribute.value, place: attribute }))
    return kind === 'oauth-config' ? [{ text: element.text.trim(), place: element }, ...shown] : shown
  })
}

export function example(): RuleExample {
  const company = '<company name="Brook Works"/>'
  return {
    why: 'Users see the name and follow the links, and an identity provider refuses a made-up client ID.',
    file: 'manifest.xml',
    wrong: '<company name="Example Company"/>',
    right: company,
    context: { replaces: company },
  }
}
