import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed, collapseBlanks, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Difference, Judgement } from './connector-diff.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf, type Subject, sayings } from './subjects.ts'

/** The fields of the connection dialog, attribute by attribute, with their options and conditions. */
export const fieldsArea: Area = {
  name: 'fields',
  kinds: ['manifest', 'connection-fields'],
  order: 'order of the fields',
  read: ({ connector }) =>
    rootsOf(connector, 'connection-fields').flatMap(({ file, root }) =>
      childrenNamed(root, 'field').map((field) => fieldSubject(file, field)),
    ),
  judge: judgeField,
}

/** What an attribute means where it is left out. */
const defaults: Record<string, string> = {
  category: 'general',
  editable: 'true',
  optional: 'false',
  secure: 'false',
}

function fieldSubject(file: string, field: XmlElement): Subject {
  const name = collapseBlanks(attributeValue(field, 'name') ?? '')
  const label = attributeValue(field, 'label')
  return {
    key: name,
    name: `field ${name}`,
    file,
    ...(label !== undefined && { summary: label }),
    properties: new Map([
      ...attributesOf(field),
      ...conditionsOf(field),
      ...childrenOf(field),
      ...optionsOf(field),
    ]),
  }
}

function attributesOf(field: XmlElement): [string, string][] {
  const written = field.attributes
    .filter(({ name }) => name !== 'name')
    .map(({ name, value }) => [name, value])
  const said: Record<string, string> = { ...defaults, ...Object.fromEntries(written) }
  return Object.entries(said).map(([name, value]) => [
    name,
    isFlag(name) ? String(parseXsBoolean(value) ?? value) : value,
  ])
}

function isFlag(name: string): boolean {
  return defaults[name] === 'true' || defaults[name] === 'false'
}

/** Any of them is enough, so their order does not count. */
function conditionsOf(element: XmlElement): [string, string][] {
  const conditions = childrenNamed(element, 'conditions').flatMap((one) => childrenNamed(one, 'condition'))
  const texts = conditions.map(
    (one) => `${attributeValue(one, 'field') ?? ''} is "${attributeValue(one, 'value') ?? ''}"`,
  )
  return texts.length === 0 ? [] : [['conditions', [...new Set(texts)].sort().join(' or ')]]
}

function childrenOf(field: XmlElement): [string, string][] {
  const others = field.children.filter(({ name }) => name !== 'conditions' && name !== 'selection-group')
  return others.flatMap((child) => [...sayings(child, child.name)])
}

function optionsOf(field: XmlElement): [string, string][] {
  return childrenNamed(field, 'selection-group').flatMap((group, index) => {
    // A second list of options is shown under other conditions.
    const prefix = index === 0 ? '' : `list ${index + 1} `
    const options = childrenNamed(group, 'option').map((option): [string, string] => [
      `${prefix}option ${attributeValue(option, 'value') ?? ''}`,
      attributeValue(option, 'label') ?? '',
    ])
    const conditions = conditionsOf(group).map(([, text]): [string, string] => [
      `${prefix}options shown where`,
      text,
    ])
    const first = options[0]?.[0].slice(`${prefix}option `.length) ?? ''
    // It is chosen where nothing else is said.
    return [...options, ...conditions, [`${prefix}first option`, first] as [string, string]]
  })
}

function judgeField(difference: Difference): Judgement {
  const name = difference.subject.replace(/^field /, '')
  const judgement = withoutVendor(difference, name)
  if (!/^(v-|vendor[123]$)/.test(name)) return judgement
  return { ...judgement, materials: [...judgement.materials, 'vendor-field-list'] }
}

function withoutVendor({ kind, subject, property = '', before, after }: Difference, name: string): Judgement {
  if (subject === fieldsArea.order) return judgements.layout
  if (kind === 'changed' && isWording(property, before, after)) return judgements.words
  const signsIn = ['authentication', 'instanceurl'].includes(name)
  if (!signsIn) return judgements.element
  return [property, before, after].some((text) => /oauth/i.test(text ?? '')) || name === 'instanceurl'
    ? judgements.oauth
    : judgements.authentication
}

/** Labels and hints; an option whose words changed has been there and is there still. */
function isWording(property: string, before: string | undefined, after: string | undefined): boolean {
  if (property === 'label' || property === 'placeholder') return true
  return /^(list \d+ )?option /.test(property) && before !== undefined && after !== undefined
}
