import type { XmlFileKind } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule, RuleContext, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { noBlanks } from './class-name.ts'

/** The kinds of file whose root element carries the class. */
const kindsWithClass: readonly XmlFileKind[] = ['connection-dialog', 'connection-resolver', 'dialect']

/** Every other `class` must be the manifest's. */
export const rule: Rule = {
  id: 'class-consistent',
  severity: 'error',
  summary: 'All files name the same class as the manifest.',
  help: 'Write the class exactly as in manifest.xml.',
  url: documentationPage('package-sign'),
  appliesTo: 'all',
  *check(context) {
    const { connector } = context
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      for (const element of childrenNamed(document.root, 'connection-customization')) {
        yield* compareClass(context, path, attributeOf(element, 'class'))
      }
    }
    for (const kind of kindsWithClass) {
      for (const { path, document } of filesOfKind(connector, kind)) {
        yield* compareClass(context, path, attributeOf(document.root, 'class'))
      }
    }
  },
}

function* compareClass(
  { connector }: RuleContext,
  file: string,
  attribute: XmlAttribute | undefined,
): Iterable<RuleFinding> {
  const className = connector.className
  if (attribute === undefined || className === undefined) return
  const finding = { file, place: attribute }
  if (collapseBlanks(attribute.value) !== collapseBlanks(className)) {
    yield {
      ...finding,
      message: `class="${attribute.value}" differs from the manifest's class "${className}"`,
    }
  } else if (attribute.value !== className) {
    const message = `class="${attribute.value}" differs from the manifest's class "${className}" by spaces`
    yield { ...finding, severity: 'warning', message, help: noBlanks }
  }
}

export function example(): RuleExample {
  return {
    why: 'Files of another class belong to another connector, so Tableau does not load this one.',
    file: 'connection-resolver.tdr',
    wrong: '<tdr class="Brook">',
    right: '<tdr class="brook_jdbc">',
    context: { replaces: '<tdr class="brook_jdbc">' },
  }
}
