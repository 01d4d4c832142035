import { filesOfKind, type ParsedFile, refersTo } from '../connector/connector-files.ts'
import { documentationPage } from '../connector/documentation.ts'
import type { XmlElement } from '../connector/xml-document.ts'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  findPath,
  parseXsBoolean,
} from '../connector/xml-query.ts'
import { namedFields } from './connection-fields.ts'
import type { Rule, RuleContext } from './rule.ts'

const url = documentationPage('api-reference')

/** A list of required attributes in a connection resolver. */
export interface AttributeList {
  file: string
  list: XmlElement
  entries: XmlElement[]
  /** Without the blanks around them. */
  names: Set<string>
}

/** The old dialog leaves nothing to infer the attributes from. */
export const tcdNeedsExplicitAttributes: Rule = {
  id: 'tcd-needs-explicit-attributes',
  severity: 'error',
  summary: 'A connector with a .tcd dialog lists its required attributes in the connection resolver.',
  help: 'Add <connection-normalizer><required-attributes><attribute-list> with an <attr> for each attribute.',
  url,
  *check({ connector }) {
    if (!refersTo(connector, 'connection-dialog')) return
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      if (findList(file) !== undefined) continue
      const { root } = file.document
      const place =
        findPath(root, 'connection-resolver', 'connection-normalizer', 'required-attributes') ??
        findPath(root, 'connection-resolver', 'connection-normalizer') ??
        findPath(root, 'connection-resolver') ??
        root
      yield { message: 'the connector has a .tcd dialog but no <attribute-list>', file: file.path, place }
    }
  },
}

/** A listed resolver must list everything. */
export const requiredAttributesCoverFields: Rule = {
  id: 'required-attributes-cover-fields',
  severity: 'error',
  summary: 'An attribute list in the connection resolver contains every connection field.',
  help: 'Add an <attr> with the name of the field, or remove the whole list so that Tableau infers it.',
  url,
  *check(context) {
    for (const { file, list, entries, names } of attributeLists(context)) {
      for (const { name } of namedFields(context)) {
        if (name.value === 'instanceurl' || names.has(name.value)) continue
        yield { message: `<attribute-list> lacks the field \`${name.value}\``, file, place: list }
      }
      for (const entry of entries) {
        if (entry.text === collapseBlanks(entry.text) || collapseBlanks(entry.text) === '') continue
        const message = `<attr> has blanks around "${collapseBlanks(entry.text)}"`
        const help = 'Remove the blanks; Tableau’s own packager compares letter by letter.'
        yield { message, file, place: entry, severity: 'warning', help }
      }
    }
  },
}

/** Sign-in is part of what tells connections apart. */
export const attributesMissingAuthentication: Rule = missingAttribute('authentication')

/** The server is part of what tells connections apart. */
export const attributesMissingServer: Rule = missingAttribute('server')

/** A database that users choose must be among the attributes. */
export const attributesMissingDbname: Rule = {
  id: 'attributes-missing-dbname',
  severity: 'warning',
  summary: 'The attribute list contains `dbname` where users choose a database.',
  help: 'Add <attr>dbname</attr>, or disable the database in the connection metadata.',
  url: documentationPage('metadata-enumeration'),
  *check(context) {
    const { connector } = context
    const usesFields = refersTo(connector, 'connection-fields') && !refersTo(connector, 'connection-dialog')
    if (!usesFields || !isDatabaseEnabled(context)) return
    for (const { file, list, names } of attributeLists(context)) {
      if (names.has('dbname')) continue
      yield { message: '<attribute-list> lacks `dbname`, but users choose a database', file, place: list }
    }
  },
}

function missingAttribute(name: 'authentication' | 'server'): Rule {
  return {
    id: `attributes-missing-${name}`,
    severity: 'warning',
    summary: `The attribute list contains \`${name}\`.`,
    help: `Add <attr>${name}</attr>.`,
    url,
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

function findList({ document }: ParsedFile): XmlElement | undefined {
  return findPath(
    document.root,
    'connection-resolver',
    'connection-normalizer',
    'required-attributes',
    'attribute-list',
  )
}

/** Without metadata the database shows; metadata that leaves it out hides it. */
function isDatabaseEnabled({ connector }: RuleContext): boolean {
  if (!refersTo(connector, 'connection-metadata')) return true
  const databases = filesOfKind(connector, 'connection-metadata').flatMap(({ document }) =>
    childrenNamed(document.root, 'database'),
  )
  return databases.some((database) => parseXsBoolean(attributeValue(database, 'enabled')) === true)
}
