import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, parseXsBoolean } from '../../connector/xml-query.ts'
import { attributeLists } from '../resolver/required-attributes.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogConfigs } from './authentication-modes.ts'
import { inDialog, withAttribute } from './example-dialog.ts'

/** The attributes that prompts ask for; a missing server is another finding. */
const promptAttributes: ReadonlyMap<string, string> = new Map([
  ['port-prompt', 'port'],
  ['db-name-prompt', 'dbname'],
  ['service-prompt', 'service'],
  ['warehouse-prompt', 'warehouse'],
  ['vendor1-prompt', 'vendor1'],
  ['vendor2-prompt', 'vendor2'],
  ['vendor3-prompt', 'vendor3'],
])

/** What is not listed never reaches the scripts. */
export const rule: Rule = {
  id: 'tcd-vendor-in-attributes',
  severity: 'warning',
  summary: 'The attribute list contains what the prompts of a .tcd dialog ask for.',
  help: 'Add an <attr> with that name to the <attribute-list>.',
  url: documentationPage('ui'),
  wholeConnector: true,
  *check(context) {
    const lists = attributeLists(context)
    for (const { file, config } of dialogConfigs(context.connector)) {
      for (const prompt of config.children) {
        const attribute = promptAttributes.get(prompt.name)
        if (attribute === undefined || parseXsBoolean(attributeOf(prompt, 'enabled')?.value) === false)
          continue
        const lacking = lists.find(({ names }) => !names.has(attribute))
        if (lacking === undefined) continue
        const message = `<${prompt.name}> asks for \`${attribute}\`, which the <attribute-list> in ${lacking.file} lacks`
        yield { message, file, place: prompt }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau passes on only what the list contains: the scripts never see what users type.',
    file: 'dialog.tcd',
    wrong: '<vendor1-prompt value="Log level: "/>\n<vendor2-prompt value="Realm: "/>',
    right: '<vendor1-prompt value="Log level: "/>',
    context: {
      ...withAttribute(inDialog('<vendor1-prompt/>'), 'vendor1'),
      replaces: '<vendor1-prompt/>',
    },
  }
}
