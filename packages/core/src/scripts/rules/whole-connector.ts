import type { Connector } from '../../connector/connector.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import {
  attributeOf,
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
} from '../../connector/xml-query.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import { tableauMemberOf } from '../analyse/known-values.ts'
import { impersonationCapability, rootsOf } from '../analyse/script-facts.ts'
import { rule as impersonateCapability } from './auth-impersonate-capability.ts'
import { mayRead } from './first-reads.ts'
import { rule as fieldUnused } from './js-field-unused.ts'
import type { CheckedScript } from './script-rule.ts'

/**
 * What only all scripts together show: which fields none of them reads.
 *
 * @param scripts - All of the connector, as packaged.
 */
export function checkAllScripts(connector: Connector, scripts: readonly CheckedScript[]): Diagnostic[] {
  return [...unusedFields(connector, scripts), ...unusedCapability(connector, scripts)]
}

function unusedFields(connector: Connector, scripts: readonly CheckedScript[]): Diagnostic[] {
  return connector.files.flatMap(({ path, kind, document }) => {
    if (kind !== 'connection-fields' || document === undefined) return []
    const controlling = new Set(
      [...descendants(document.root, 'condition')].map((condition) =>
        collapseBlanks(attributeValue(condition, 'field') ?? ''),
      ),
    )
    return childrenNamed(document.root, 'field').flatMap((field) => {
      const name = attributeOf(field, 'name')
      if (name === undefined || !isOwn(name.value, connector)) return []
      // A field may be there to show and hide others.
      if (controlling.has(name.value) || mayRead(name.value, scripts)) return []
      return [
        finding(
          fieldUnused,
          `no script reads \`${name.value}\`, so what users enter has no effect`,
          path,
          name,
        ),
      ]
    })
  })
}

/** Scripts that a superclass brings may read `vendor1`, but no field of the connector's own. */
function isOwn(name: string, { superclass = '' }: Connector): boolean {
  return name.startsWith('v-') || (/^vendor[123]$/.test(name) && /^\s*[jo]dbc\s*$/.test(superclass))
}

function unusedCapability(connector: Connector, scripts: readonly CheckedScript[]): Diagnostic[] {
  const enabled = findEnabled(connector)
  if (enabled === undefined || scripts.some(mayImpersonate)) return []
  if (['workgroup-auth-mode', ':tableau-server-user'].some((name) => mayRead(name, scripts))) return []
  const message = `${impersonationCapability} is yes, but no script uses attributeTableauServerUser or the like`
  return [finding(impersonateCapability, message, enabled.file, enabled.value)]
}

function mayImpersonate({ tree }: CheckedScript): boolean {
  return tree.members.some((member) =>
    /TableauServer(User|AuthMode)|DBImpersonate/.test(tableauMemberOf(member, tree)?.member ?? ''),
  )
}

function findEnabled(connector: Connector): { file: string; value: XmlAttribute } | undefined {
  const [root] = rootsOf(connector, 'manifest')
  const file = connector.files.find(({ document }) => document?.root === root)?.path
  for (const element of root === undefined ? [] : descendants(root, 'customization')) {
    const value = attributeOf(element, 'value')
    if (attributeValue(element, 'name') !== impersonationCapability || value?.value !== 'yes') continue
    if (file !== undefined) return { file, value }
  }
  return undefined
}

function finding(
  { id: rule, severity, help, url = '' }: RuleDescription,
  message: string,
  file: string,
  { start: { line, column } }: XmlAttribute,
): Diagnostic {
  return { rule, severity, message, file, line, column, help, url }
}
