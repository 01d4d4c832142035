import type { Diagnostic } from '../report/diagnostic.ts'
import type { FileKind, FileReference, ScriptReference, ScriptRole } from './connector.ts'
import { checkConnectorPath } from './connector-path.ts'
import type { XmlDocument, XmlElement } from './xml-document.ts'
import { attributeOf, childrenNamed, descendants } from './xml-query.ts'

/** The elements of a manifest that name a file; the element's name is the kind of the file. */
const manifestReferences: readonly FileKind[] = [
  'connection-fields',
  'connection-dialog',
  'connection-metadata',
  'connection-resolver',
  'dialect',
  'oauth-config',
]

const scriptRoles: readonly ScriptRole[] = ['connection-builder', 'connection-properties']

/** The value of an `oauth-config` element's `file` that stands for "none" and names no file. */
export const nullOauthConfig: string = 'null_config'

/** What a file refers to, in document order. */
export interface FoundReferences {
  references: FileReference[]
  scripts: ScriptReference[]
  problems: Diagnostic[]
}

/**
 * The files that a manifest or a connection resolver refers to. Only the declared places count: a `file` attribute
 * anywhere else is the schema's business.
 */
export function findReferences(path: string, kind: FileKind, document: XmlDocument): FoundReferences {
  const found: FoundReferences = { references: [], scripts: [], problems: [] }
  if (kind === 'manifest') {
    for (const element of document.root.children) {
      const elementKind = manifestReferences.find((name) => name === element.name)
      if (elementKind !== undefined) addReference(found, path, element, elementKind)
    }
  }
  if (kind === 'connection-resolver') {
    for (const parent of descendants(document.root)) {
      const role = scriptRoles.find((name) => name === parent.name)
      if (role === undefined) continue
      for (const element of childrenNamed(parent, 'script')) {
        const reference = addReference(found, path, element, 'script')
        if (reference !== undefined) found.scripts.push({ role, reference })
      }
    }
  }
  return found
}

function addReference(
  found: FoundReferences,
  from: string,
  element: XmlElement,
  kind: FileKind,
): FileReference | undefined {
  const attribute = attributeOf(element, 'file')
  if (attribute === undefined) {
    found.problems.push(withoutFile(from, element, kind))
    return undefined
  }
  if (kind === 'oauth-config' && attribute.value === nullOauthConfig) return undefined
  const { path, refusal } = checkConnectorPath(attribute.value)
  const reference: FileReference = { from, element, attribute, kind, path: path === '' ? undefined : path }
  found.references.push(reference)
  if (refusal !== undefined) {
    found.problems.push({
      rule: refusal.leavesConnector ? 'reference-outside-connector' : 'reference-path-invalid',
      severity: 'error',
      message: `file="${attribute.value}" ${refusal.message}`,
      ...placeOf(reference),
      help: refusal.help,
    })
  } else if (path === '') {
    found.problems.push({
      rule: 'referenced-file-missing',
      severity: 'error',
      message: `file="${attribute.value}" on <${element.name}> names no file`,
      ...placeOf(reference),
      help: 'Name a file in the connector folder, or remove the element.',
    })
  }
  return reference
}

/** Where a reference is, in the form that findings use. */
export function placeOf({ from, attribute }: FileReference): { file: string; line: number; column: number } {
  return { file: from, line: attribute.start.line, column: attribute.start.column }
}

/** Without a configuration file the OAuth element has no meaning; the other elements are merely without effect. */
function withoutFile(from: string, element: XmlElement, kind: FileKind): Diagnostic {
  const isOauth = kind === 'oauth-config'
  return {
    rule: isOauth ? 'oauth-config-without-file' : 'reference-without-file',
    severity: isOauth ? 'error' : 'warning',
    message: `<${element.name}> has no file attribute${isOauth ? '' : ', so it has no effect'}`,
    file: from,
    line: element.start.line,
    column: element.start.column,
    help: isOauth
      ? `Add file="..." with the OAuth configuration, or file="${nullOauthConfig}".`
      : 'Add file="..." or remove the element.',
  }
}
