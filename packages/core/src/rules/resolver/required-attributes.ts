import { filesOfKind, type ParsedFile } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { childrenNamed, collapseBlanks, findPath } from '../../connector/xml-query.ts'
import type { Rule, RuleContext } from '../rule.ts'

/** A list of required attributes in a connection resolver. */
export interface AttributeList {
  file: string
  list: XmlElement
  entries: XmlElement[]
  /** Without the blanks around them. */
  names: Set<string>
}

export function missingAttribute(name: 'authentication' | 'server'): Rule {
  return {
    id: `attributes-missing-${name}`,
    severity: 'warning',
    summary: `The attribute list contains \`${name}\`.`,
    help: `Add <attr>${name}</attr>.`,
    url: documentationPage('mcd'),
    *check(context) {
      for (const { file, list, names } of attributeLists(context)) {
        if (!names.has(name)) yield { message: `<attribute-list> lacks \`${name}\``, file, place: list }
      }
    },
  }
}

/** The attribute lists of the connection resolvers. */
export function attributeLists({ connector }: RuleContext): AttributeList[] {
  return filesOfKind(connector, 'connection-resolver').flatMap((file) => {
    const list = findList(file)
    if (list === undefined) return []
    const entries = childrenNamed(list, 'attr')
    return [
      { file: file.path, list, entries, names: new Set(entries.map(({ text }) => collapseBlanks(text))) },
    ]
  })
}

export function findList({ document }: ParsedFile): XmlElement | undefined {
  return findPath(
    document.root,
    'connection-resolver',
    'connection-normalizer',
    'required-attributes',
    'attribute-list',
  )
}
