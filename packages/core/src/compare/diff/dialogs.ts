import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Difference, Judgement } from './connector-diff.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf, type Subject, sayings } from './subjects.ts'

/** What users choose in addition to the fields: database, schema, table. */
export const metadataArea: Area = {
  name: 'metadata',
  kinds: ['manifest', 'connection-metadata'],
  read: ({ connector }) =>
    rootsOf(connector, 'connection-metadata').flatMap(({ file, root }) =>
      root.children.map((element) => elementSubject(file, element, element.name, 'label')),
    ),
  judge: ({ property }) => (property === 'label' ? judgements.words : judgements.element),
}

/** The prompts and settings of an old `.tcd` dialog. */
export const oldDialogArea: Area = {
  name: 'old-dialog',
  kinds: ['manifest', 'connection-dialog'],
  read: ({ connector }) =>
    rootsOf(connector, 'connection-dialog').flatMap(({ file, root }) =>
      root.children.flatMap(({ children }) => children).flatMap((element) => dialogSubjects(file, element)),
    ),
  judge: judgeDialog,
}

/** Lists are compared entry by entry. */
function dialogSubjects(file: string, element: XmlElement): Subject[] {
  if (element.children.length === 0) return [elementSubject(file, element, element.name, 'value')]
  return element.children.map((entry) =>
    elementSubject(file, entry, `${element.name} ${attributeValue(entry, 'name') ?? ''}`, 'value'),
  )
}

function elementSubject(file: string, element: XmlElement, name: string, summary: string): Subject {
  const said = attributeValue(element, summary)
  const properties = [...sayings(element)].map(([property, value]): [string, string] => [
    property,
    isFlag(element.name, property) ? String(parseXsBoolean(value) ?? value) : value,
  ])
  return {
    key: name,
    name,
    file,
    ...(said !== undefined && { summary: said }),
    properties: new Map(properties),
  }
}

/** Where `1` and `true` mean the same. */
function isFlag(element: string, property: string): boolean {
  if (/(^| )(enabled|optional)$/.test(property)) return true
  return element === 'option' ? /^(default|show-.*)$/.test(property) : /^(has|show|ssl)-/.test(element)
}

function judgeDialog({ subject, property, before, after }: Difference): Judgement {
  const isVendor = /^vendor[123]-prompt$/.test(subject)
  if (isVendor) {
    const judgement = property === 'value' ? judgements.words : judgements.element
    return { ...judgement, materials: [...judgement.materials, 'vendor-field-list'] }
  }
  if (!subject.startsWith('authentication-')) return judgements.element
  return [subject, before, after].some((text) => /oauth/i.test(text ?? ''))
    ? judgements.oauth
    : judgements.authentication
}
