import type { Connector, XmlFileKind } from '../../connector/connector.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { requiredNames } from './resolver.ts'
import type { ReviewClass } from './review.ts'
import { type StoredAttribute, storedAttributes } from './stored-attributes.ts'

/** Connections in workbooks and data sources that the new connector cannot open as they were saved. */
export interface LostConnections {
  /** What they depend on and is no longer as it was. */
  cause: 'class' | 'field' | 'value' | 'authentication-mode' | 'required-attribute'
  /** The name under which workbooks store it. */
  attribute: string
  /** The value that is gone; undefined where connections with any value are lost. */
  value?: string
  /** What seems to have taken its place: a name, or a value. */
  now?: string
  /** What it means: one sentence. */
  message: string
  help: string
  /** The page of the documentation on what is stored, or on such changes. */
  url: string
  review: ReviewClass
  /** The file of the old connector that it comes from. */
  file?: string
}

/**
 * What breaks connections that users have saved with the old connector. Workbooks and data sources store the values of
 * all fields but the password.
 *
 * @param unread - Kinds of file that one of the connectors has and that cannot be read: nothing is said of them.
 */
export function lostConnections(
  old: Connector,
  updated: Connector,
  unread: ReadonlySet<string>,
): LostConnections[] {
  const isRead = (...kinds: XmlFileKind[]): boolean => kinds.every((kind) => !unread.has(kind))
  if (!isRead('manifest')) return []
  if (old.className !== updated.className) return lostByClass(old, updated)
  const stored = isRead('connection-fields', 'connection-dialog') ? lostByStored(old, updated) : []
  if (!isRead('connection-resolver', 'connection-fields')) return stored
  const fields = stored.filter(({ cause }) => cause === 'field')
  return [...stored, ...lostByRequired(old, updated, fields)]
}

const keep = 'Keep the old one as well, or publish the change as a new connector with a class of its own.'

function lostByClass(old: Connector, updated: Connector): LostConnections[] {
  if (old.className === undefined) return []
  const now = updated.className
  return [
    {
      ...{ cause: 'class', attribute: 'class', value: old.className, ...(now !== undefined && { now }) },
      message: `all workbooks with the class "${old.className}" will not reconnect: ${now === undefined ? 'the class is gone' : `the class is now "${now}"`}`,
      help: 'Give the connector its old class again, or publish it as a new connector beside the old one.',
      url: documentationPage('gallery-submission'),
      review: 'forbidden',
    },
  ]
}

function lostByStored(old: Connector, updated: Connector): LostConnections[] {
  const before = storedAttributes(old)
  const after = storedAttributes(updated)
  // A connector without a dialog has that of its superclass.
  if (before.size === 0 || after.size === 0) return []
  const gone = [...before.values()].filter(({ name, isImplied }) => !after.has(name) && !isImplied)
  const arrived = [...after.values()].filter(({ name, isImplied }) => !before.has(name) && !isImplied)
  const values = [...before.values()].flatMap((attribute) => {
    const now = after.get(attribute.name)
    return now === undefined ? [] : lostValues(attribute, now)
  })
  return [...gone.map((attribute) => lostField(attribute, gone, arrived)), ...values]
}

function lostField(
  { name, label = '', kind, file }: StoredAttribute,
  gone: readonly StoredAttribute[],
  arrived: readonly StoredAttribute[],
): LostConnections {
  const onlyHeir =
    gone.length === 1 && arrived.length === 1 && arrived[0]?.kind === kind ? arrived[0] : undefined
  const heir = arrived.find((one) => sameWords(one.label, label)) ?? onlyHeir
  return {
    ...{ cause: 'field', attribute: name, ...(heir !== undefined && { now: heir.name }) },
    message: `workbooks with \`${name}\` will not reconnect: the field is ${heir === undefined ? 'gone' : `now \`${heir.name}\``}`,
    ...{ help: keep, url: documentationPage('gallery-submission'), review: 'C', file },
  }
}

function lostValues(old: StoredAttribute, updated: StoredAttribute): LostConnections[] {
  const { values: before } = old
  const { values: after } = updated
  if (after === undefined) return []
  if (before === undefined) return [lostOtherValues(old, after)]
  const gone = [...before].filter(([value]) => !after.has(value))
  const arrived = [...after].filter(([value]) => !before.has(value))
  const onlyHeir = gone.length === 1 && arrived.length === 1 ? arrived[0] : undefined
  return gone.map(([value, label]) => {
    const heir = arrived.find(([, words]) => sameWords(words, label) || sameWords(words, value)) ?? onlyHeir
    return lostValue(old, value, heir?.[0])
  })
}

function lostValue({ name, file }: StoredAttribute, value: string, now: string | undefined): LostConnections {
  const isMode = name === 'authentication'
  const became = now === undefined ? 'is gone' : `is now "${now}"`
  return {
    ...{ cause: isMode ? 'authentication-mode' : 'value', attribute: name, value },
    ...(now !== undefined && { now }),
    message: `workbooks with ${name}="${value}" will not reconnect: this ${isMode ? 'way to sign in' : 'value'} ${became}`,
    ...{
      help: keep,
      url: documentationPage(isMode ? 'auth-modes' : 'gallery-submission'),
      review: 'C',
      file,
    },
  }
}

/** Where users typed what they wanted and now choose. */
function lostOtherValues(
  { name, file }: StoredAttribute,
  offered: ReadonlyMap<string, string>,
): LostConnections {
  const values = [...offered.keys()].map((value) => `"${value}"`).join(' or ')
  return {
    ...{ cause: name === 'authentication' ? 'authentication-mode' : 'value', attribute: name },
    message: `workbooks with a \`${name}\` other than ${values} will not reconnect: no other value is possible any more`,
    ...{ help: keep, url: documentationPage('gallery-submission'), review: 'C', file },
  }
}

/** A change to the list makes other connections of the saved ones. What was said of a field is not said again. */
function lostByRequired(
  old: Connector,
  updated: Connector,
  fields: readonly LostConnections[],
): LostConnections[] {
  const before = requiredNames(old)
  const after = requiredNames(updated)
  if (before === undefined || after === undefined) return []
  const told = new Set(fields.flatMap(({ attribute, now }) => [attribute, now]))
  const always = {
    cause: 'required-attribute',
    help: 'Leave the required attributes as they were, or publish the change as a new connector with a class of its own.',
    url: documentationPage('gallery-submission'),
    review: 'C',
  } as const
  const untold = (names: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
    [...names].filter((name) => !others.has(name) && !told.has(name))
  return [
    ...untold(before, after).map((name) => ({
      ...{ ...always, attribute: name },
      message: `workbooks may not reconnect: \`${name}\` is no longer a required attribute`,
    })),
    ...untold(after, before).map((name) => ({
      ...{ ...always, attribute: name },
      message: `workbooks may not reconnect: \`${name}\` is a new required attribute, and they were saved without it`,
    })),
  ]
}

function sameWords(one: string | undefined, other: string): boolean {
  return other !== '' && one?.trim().toLowerCase() === other.trim().toLowerCase()
}
