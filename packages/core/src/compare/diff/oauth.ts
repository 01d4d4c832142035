import { nullOauthConfig } from '../../connector/file-references.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import type { Difference } from './connector-diff.ts'
import { judgements } from './judgements.ts'
import { type Area, rootsOf, type Subject } from './subjects.ts'

/** The OAuth configurations, by their id or, without one, by their file. */
export const oauthArea: Area = {
  name: 'oauth',
  kinds: ['manifest', 'oauth-config'],
  read: ({ connector }) => [
    ...rootsOf(connector, 'manifest').flatMap(({ file, root }) =>
      childrenNamed(root, 'oauth-config')
        .filter((element) => attributeValue(element, 'file') === nullOauthConfig)
        .map(() => ({ key: nullOauthConfig, name: nullOauthConfig, file, properties: new Map() })),
    ),
    ...rootsOf(connector, 'oauth-config').map(({ file, root }) => configuration(file, root)),
  ],
  judge: ({ kind, property }) =>
    kind === 'changed' && property === 'configLabel' ? judgements.words : judgements.oauth,
}

/** In a connector by design, but nothing to print into a log. */
const secrets: ReadonlySet<string> = new Set(['clientSecretDesktop'])

function configuration(file: string, root: XmlElement): Subject {
  const [id] = childrenNamed(root, 'oauthConfigId').map(({ text }) => collapseBlanks(text))
  const key = id || file
  const said = new Map<string, string>()
  for (const child of root.children) {
    if (child.name === 'dbclass') continue
    const entries = childrenNamed(child, 'entry')
    for (const entry of entries) {
      const [name, value] = ['key', 'value'].map((part) =>
        collapseBlanks(childrenNamed(entry, part)[0]?.text ?? ''),
      )
      said.set(`${child.name} ${name ?? ''}`, value ?? '')
    }
    if (entries.length > 0) continue
    const before = said.get(child.name)
    const text = collapseBlanks(child.text)
    said.set(child.name, before === undefined ? text : `${before} ${text}`)
  }
  return { key, name: `OAuth configuration ${key}`, file, properties: said }
}

/** A difference as it may be shown. */
export function withoutSecrets(difference: Difference): Difference {
  const { property = '', subject } = difference
  const isPassword = subject === 'field password' && property === 'default-value'
  if (!isPassword && !secrets.has(property)) return difference
  const { before: _, after: __, ...rest } = difference
  return rest
}
