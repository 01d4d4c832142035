import type { Connector, XmlFileKind } from '../../connector/connector.ts'
import { type ConnectorAttribute, connectorAttributes } from '../../connector/connector-attributes.ts'
import { driverNameIn } from '../../connector/driver-name.ts'
import { localisedStringPrefix } from '../../connector/resource-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import {
  attributeOf,
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  parseXsBoolean,
} from '../../connector/xml-query.ts'
import { oldestRelease } from '../../package/minimum-release.ts'

/** What the rest of a connector says that its scripts are checked against. Plain data. */
export interface ScriptFacts {
  /** Whether Tableau logs what the connection builder returns. */
  isJdbc: boolean
  /** The superclass, where it brings scripts or driver rules of its own. */
  superclass: string
  /** The resolver's attribute list; undefined where it has none. */
  listed: readonly string[] | undefined
  /** Attributes that other rules report if the list lacks them. */
  reportedElsewhere: readonly string[]
  /** Every attribute that there may be. */
  attributes: readonly SampledAttribute[]
  /** The oldest Tableau that will load the connector. */
  oldestRelease: string
  /** Whether the manifest says that the connector lets the database impersonate users. */
  impersonates: boolean
  /** The values of `authentication` that users can choose. */
  authentications: readonly string[]
  /** A driver that the resolver's rules accept; undefined where it names none. */
  driverName: string | undefined
  /** Whether nobody vouches for the scripts, so that none may be run. */
  isUntrusted: boolean
}

/** An attribute and a text that a user might enter for it. */
export interface SampledAttribute extends ConnectorAttribute {
  /** Default value or placeholder of the field; undefined where there is none, or a localised one. */
  sample: string | undefined
  /** Whether the field holds secrets. */
  isSecure: boolean
  /** Whether the field takes only texts of a certain form. */
  isRestricted: boolean
}

const known = new WeakMap<Connector, ScriptFacts>()

/** Gathers what scripts are checked against, once for each connector, even a broken one. */
export function scriptFacts(connector: Connector): ScriptFacts {
  const facts = known.get(connector) ?? gatherFacts(connector)
  known.set(connector, facts)
  return facts
}

function gatherFacts(connector: Connector): ScriptFacts {
  const superclass = collapseBlanks(connector.superclass ?? '')
  const fields = fieldsByName(connector)
  return {
    isJdbc: superclass === 'jdbc',
    superclass,
    listed: listedAttributes(connector),
    reportedElsewhere: [
      ...fields.keys(),
      ...['authentication', 'server', 'username', 'password'],
      ...(fields.size > 0 && rootsOf(connector, 'connection-dialog').length === 0 ? ['dbname'] : []),
    ],
    attributes: connectorAttributes(connector).map((attribute) =>
      sampled(attribute, fields.get(attribute.name)),
    ),
    oldestRelease: oldestRelease(connector),
    impersonates: impersonationValue(connector) === 'yes',
    authentications: authenticationsOf(connector, fields),
    driverName: driverNameFor(connector),
    isUntrusted: connector.source.isUntrusted === true,
  }
}

function sampled(attribute: ConnectorAttribute, field: XmlElement | undefined): SampledAttribute {
  const texts = ['default-value', 'placeholder'].map((name) => field && attributeValue(field, name))
  return {
    ...attribute,
    sample: texts.find(
      (text) => text !== undefined && text !== '' && !text.startsWith(localisedStringPrefix),
    ),
    isSecure: field !== undefined && attributeValue(field, 'secure') === 'true',
    isRestricted:
      field !== undefined && (childrenNamed(field, 'validation-rule').length > 0 || isFixed(field)),
  }
}

/** Whether users cannot change what the field holds. */
function isFixed(field: XmlElement): boolean {
  return parseXsBoolean(attributeValue(field, 'editable')) === false
}

/** The connection fields by their names; of two of a name the first counts. */
export function fieldsByName(connector: Connector): Map<string, XmlElement> {
  const fields = new Map<string, XmlElement>()
  for (const field of rootsOf(connector, 'connection-fields').flatMap((root) =>
    childrenNamed(root, 'field'),
  )) {
    const name = collapseBlanks(attributeValue(field, 'name') ?? '')
    if (name !== '' && !fields.has(name)) fields.set(name, field)
  }
  return fields
}

/** What the options of the old dialog stand for. */
const dialogAuthentications: Readonly<Record<string, string>> = {
  None: 'auth-none',
  Username: 'auth-user',
  UsernameAndPassword: 'auth-user-pass',
  Password: 'auth-pass',
  OAuth: 'oauth',
}

function authenticationsOf(connector: Connector, fields: ReadonlyMap<string, XmlElement>): string[] {
  const field = fields.get('authentication')
  const options = field === undefined ? [] : [...descendants(field, 'option')]
  const values = options.map((option) => attributeValue(option, 'value'))
  const inDialog = rootsOf(connector, 'connection-dialog')
    .flatMap((root) => [...descendants(root, 'option')])
    .map(
      (option) =>
        attributeValue(option, 'value') ?? dialogAuthentications[attributeValue(option, 'name') ?? ''],
    )
  const standard = field && attributeValue(field, 'default-value')
  const known = [standard, ...values, ...inDialog].filter(
    (value): value is string =>
      value !== undefined && value !== '' && !value.startsWith(localisedStringPrefix),
  )
  return [...new Set(known)]
}

/** The patterns of driver rules are tried out, which only those of the author may be. */
function driverNameFor(connector: Connector): string | undefined {
  if (connector.source.isUntrusted === true) return undefined
  return rootsOf(connector, 'connection-resolver')
    .map((root) => driverNameIn(root, 'win'))
    .find((name) => name !== undefined)
}

function listedAttributes(connector: Connector): string[] | undefined {
  const lists = rootsOf(connector, 'connection-resolver').flatMap((root) => [
    ...descendants(root, 'attribute-list'),
  ])
  if (lists.length === 0) return undefined
  return lists.flatMap((list) => childrenNamed(list, 'attr').map(({ text }) => collapseBlanks(text)))
}

/** The capability by which the database may impersonate users. */
export const impersonationCapability = 'CAP_AUTH_DB_IMPERSONATE'

function impersonationValue(connector: Connector): string | undefined {
  return rootsOf(connector, 'manifest')
    .flatMap((root) => [...descendants(root, 'customization')])
    .filter((element) => attributeValue(element, 'name') === impersonationCapability)
    .map((element) => attributeOf(element, 'value')?.value)
    .find((value) => value === 'yes')
}

/** The root elements of the files of a kind that are well-formed. */
export function rootsOf(connector: Connector, kind: XmlFileKind): XmlElement[] {
  return connector.files.flatMap((file) =>
    file.kind === kind && file.document !== undefined ? [file.document.root] : [],
  )
}
