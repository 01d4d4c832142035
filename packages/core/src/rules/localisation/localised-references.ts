import type { Connector, FileKind } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import { resourceFileName } from '../../connector/resource-files.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  selfAndDescendants,
} from '../../connector/xml-query.ts'

/** An attribute that stands for a string of the resource files, or was meant to. */
export interface LocalisedReference {
  file: string
  kind: FileKind
  attribute: XmlAttribute
  /** The name of the string; undefined where the value is not written as `@string/name/`. */
  name: string | undefined
  /** The name as far as it can be read. */
  meant: string
}

/** A resource file with its strings. */
export interface ResourceFile {
  path: string
  root: XmlElement
  /** The first string of each name. */
  strings: Map<string, XmlElement>
  /** Strings whose name an earlier one has. */
  repeated: { name: string; element: XmlElement; first: XmlElement }[]
}

const referencesByConnector = new WeakMap<Connector, LocalisedReference[]>()
const resourcesByConnector = new WeakMap<Connector, ResourceFile[]>()

/** The attributes that stand for strings of the resource files, in the order of the files. */
export function localisedReferences(connector: Connector): readonly LocalisedReference[] {
  const known = referencesByConnector.get(connector) ?? findReferences(connector)
  referencesByConnector.set(connector, known)
  return known
}

/** The resource files that are well-formed. */
export function resourceFiles(connector: Connector): readonly ResourceFile[] {
  const known =
    resourcesByConnector.get(connector) ??
    filesOfKind(connector, 'resource').map(({ path, document }) => readStrings(path, document.root))
  resourcesByConnector.set(connector, known)
  return known
}

/** The resource file that must have every string. */
export function fallbackResources(connector: Connector): ResourceFile | undefined {
  return resourceFiles(connector).find(({ path }) => path === resourceFileName('en_US'))
}

function findReferences({ files }: Connector): LocalisedReference[] {
  return files.flatMap(({ path, kind, document }) => {
    // Most files have none: looking through the text is much faster than through the tree.
    if (document === undefined || kind === 'resource' || !/@strings?\//i.test(document.text)) return []
    return [...selfAndDescendants(document.root)]
      .flatMap(({ attributes }) => attributes)
      .filter(({ value }) => /^[ \t\r\n]?@strings?\//i.test(value))
      .map((attribute) => ({
        file: path,
        kind,
        attribute,
        name: nameOf(attribute.value),
        meant: collapseBlanks(/\/([^/]*)/.exec(attribute.value)?.[1] ?? ''),
      }))
  })
}

function nameOf(value: string): string | undefined {
  const name = collapseBlanks(/^@string\/([^/]*)\/$/.exec(value)?.[1] ?? '')
  return name === '' ? undefined : name
}

function readStrings(path: string, root: XmlElement): ResourceFile {
  const resources: ResourceFile = { path, root, strings: new Map(), repeated: [] }
  for (const element of childrenNamed(root, 'string')) {
    const name = collapseBlanks(attributeValue(element, 'name') ?? '')
    const first = resources.strings.get(name)
    if (first !== undefined) resources.repeated.push({ name, element, first })
    else if (name !== '') resources.strings.set(name, element)
  }
  return resources
}
