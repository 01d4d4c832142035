import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { RuleContext, RuleFinding } from '../rule.ts'

/** What the schema accepts as a version; anything else it has reported already. */
const schemaVersion = /^\p{Nd}+(\.\p{Nd}+)*(-\p{Nd}+)*$/u

const comparableVersion = /^[0-9]+(\.[0-9]+)*$/

export function* findIncomparable({ connector }: RuleContext, name: string): Iterable<RuleFinding> {
  for (const { path, document } of filesOfKind(connector, 'manifest')) {
    const attribute = attributeOf(document.root, name)
    if (attribute === undefined || !schemaVersion.test(attribute.value)) continue
    if (comparableVersion.test(attribute.value)) continue
    const message = `${name}="${attribute.value}" is not made of digits 0-9 joined by dots only`
    yield { message, file: path, place: attribute }
  }
}
