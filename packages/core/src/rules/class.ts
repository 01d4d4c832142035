import type { XmlFileKind } from '../connector/connector.ts'
import { filesOfKind } from '../connector/connector-files.ts'
import { documentationPage } from '../connector/documentation.ts'
import type { XmlAttribute } from '../connector/xml-document.ts'
import { attributeOf, childrenNamed, collapseBlanks } from '../connector/xml-query.ts'
import type { Rule, RuleContext, RuleFinding } from './rule.ts'

/** The kinds of file whose root element carries the class. */
const kindsWithClass: readonly XmlFileKind[] = ['connection-dialog', 'connection-resolver', 'dialect']

/** The manifest must name the class. */
export const classMissing: Rule = {
  id: 'class-missing',
  severity: 'error',
  summary: 'The manifest names the class of the connector.',
  help: 'Give `class` a name that no other connector has.',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const attribute = attributeOf(document.root, 'class')
      if (attribute === undefined || collapseBlanks(attribute.value) !== '') continue
      yield { message: 'the `class` of the connector is empty', file: path, place: attribute }
    }
  },
}

/** The class becomes part of the package's file name. */
export const classFileName: Rule = {
  id: 'class-file-name',
  severity: 'error',
  summary: 'The class can be part of a file name.',
  help: 'Use letters, digits and `_` only.',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const attribute = attributeOf(document.root, 'class')
      const name = collapseBlanks(attribute?.value ?? '')
      if (attribute === undefined || name === '' || isFileName(name)) continue
      yield {
        message: `the class ${JSON.stringify(name)} cannot be part of a file name`,
        file: path,
        place: attribute,
      }
    }
  },
}

/** Every other `class` must be the manifest's. */
export const classConsistent: Rule = {
  id: 'class-consistent',
  severity: 'error',
  summary: 'All files name the same class as the manifest.',
  help: 'Write the class exactly as in manifest.xml.',
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

/** An OAuth configuration must be for this connector. */
export const dbclassConsistent: Rule = {
  id: 'dbclass-consistent',
  severity: 'error',
  summary: 'The `dbclass` of every OAuth configuration is the class of the connector.',
  help: 'Write the class exactly as in manifest.xml.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    const className = connector.className
    for (const { path, document } of filesOfKind(connector, 'oauth-config')) {
      for (const element of childrenNamed(document.root, 'dbclass')) {
        const found = collapseBlanks(element.text)
        const finding = { file: path, place: element }
        if (found === '') yield { ...finding, message: '<dbclass> is empty' }
        else if (className !== undefined && found !== collapseBlanks(className)) {
          yield {
            ...finding,
            message: `<dbclass> is "${found}", but the class of the connector is "${className}"`,
          }
        } else if (found !== element.text) {
          yield {
            ...finding,
            severity: 'warning',
            message: '<dbclass> has blanks around the class',
            help: noBlanks,
          }
        }
      }
    }
  },
}

const noBlanks = 'Remove the blanks; Tableau’s own packager compares letter by letter.'

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
    const message = `class="${attribute.value}" differs from the manifest's class "${className}" by blanks`
    yield { ...finding, severity: 'warning', message, help: noBlanks }
  }
}

/** Whether a name can stand at the start of a file name on every system. */
export function isFileName(name: string): boolean {
  return !/[/\\<>:"|?*\p{Cc}\p{Zl}\p{Zp}]|^[.-]/u.test(name) && Buffer.byteLength(name) <= 120
}
