import type { Connector, ConnectorFile, XmlFileKind } from '../../connector/connector.ts'
import { nullOauthConfig } from '../../connector/file-references.ts'
import { resourceFileName, resourceLanguages } from '../../connector/resource-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  parseXsBoolean,
} from '../../connector/xml-query.ts'
import { minimumTableauVersion } from '../../package/index.ts'
import { planScripts } from '../../scripts/plan/plan-scripts.ts'
import type {
  ConnectorDescription,
  DescribedDialect,
  DescribedFile,
  DescribedOauthConfig,
  DescribedScript,
  DescribedVendor,
} from './connector-description.ts'
import { describeFields, describePrompts } from './describe-dialog.ts'

/**
 * Describes a connector as plain data. One with errors is described as far as it can be read.
 *
 * @throws TacosmithError where the source cannot be listed: `connector-not-found`, `environment`
 */
export async function describeConnector(connector: Connector): Promise<ConnectorDescription> {
  const [manifest] = rootsOf(connector, 'manifest')
  const toEnglish = englishTexts(connector)
  return {
    class: connector.className,
    version: connector.pluginVersion,
    superclass: connector.superclass,
    displayName: toEnglish(manifest && attributeValue(manifest.root, 'name')),
    vendor: describeVendor(manifest?.root),
    minTableauVersion: minimumTableauVersion(connector),
    files: describeFiles(connector),
    fields: rootsOf(connector, 'connection-fields').flatMap(({ file, root }) =>
      describeFields(file, root).map((field) => ({ ...field, label: toEnglish(field.label) })),
    ),
    prompts: rootsOf(connector, 'connection-dialog').flatMap(({ file, root }) =>
      describePrompts(file, root).map((prompt) => ({ ...prompt, label: toEnglish(prompt.label) })),
    ),
    metadata: rootsOf(connector, 'connection-metadata').flatMap(({ file, root }) =>
      root.children.map((element) => ({
        ...{ file, name: element.name, label: toEnglish(attributeValue(element, 'label')) },
        enabled: parseXsBoolean(attributeValue(element, 'enabled')),
      })),
    ),
    requiredAttributes: rootsOf(connector, 'connection-resolver').flatMap(({ root }) =>
      [...descendants(root, 'attr')].map(({ text }) => collapseBlanks(text)),
    ),
    scripts: await describeScripts(connector),
    capabilities: manifest === undefined ? [] : describeCapabilities(manifest.root),
    dialects: rootsOf(connector, 'dialect').map(({ file, root }) => describeDialect(file, root)),
    oauthConfigs: describeOauthConfigs(connector),
    languages: resourceLanguages.filter((language) =>
      connector.files.some(({ path }) => path === resourceFileName(language)),
    ),
  }
}

function rootsOf(connector: Connector, kind: XmlFileKind): { file: string; root: XmlElement }[] {
  return connector.files.flatMap(({ path, kind: found, document }) =>
    found === kind && document !== undefined ? [{ file: path, root: document.root }] : [],
  )
}

/** Puts the English text in the place of `@string/name/`; what has none stays as it is. */
function englishTexts(connector: Connector): (text: string | undefined) => string | undefined {
  const strings = new Map(
    rootsOf(connector, 'resource')
      .filter(({ file }) => file === resourceFileName('en_US'))
      .flatMap(({ root }) => childrenNamed(root, 'string'))
      .map((element) => [attributeValue(element, 'name'), element.text]),
  )
  return (text) => {
    const [, name] = /^@string\/([^/]*)\/$/.exec(text ?? '') ?? []
    return (name === undefined ? undefined : strings.get(name)) ?? text
  }
}

function describeVendor(manifest: XmlElement | undefined): DescribedVendor {
  const first = (name: string, attribute: string): string | undefined => {
    const [element] = manifest === undefined ? [] : descendants(manifest, name)
    return element && attributeValue(element, attribute)
  }
  return {
    name: first('company', 'name'),
    supportLink: first('support-link', 'url'),
    driverDownloadLink: first('driver-download-link', 'url'),
  }
}

function describeFiles({ files, references }: Connector): DescribedFile[] {
  const isFirst = ({ path }: ConnectorFile, index: number): boolean =>
    files.findIndex((other) => other.path === path) === index
  return files.filter(isFirst).map(({ path, kind, bytes }) => {
    const named = references.flatMap(({ from, path: to }) => (from === path && to !== undefined ? [to] : []))
    return { path, kind, size: bytes.length, refersTo: [...new Set(named)] }
  })
}

async function describeScripts(connector: Connector): Promise<DescribedScript[]> {
  const plans = await planScripts(connector)
  return plans.map(({ role, path, kind, sourcePath }) => ({
    ...{ role, path, state: kind },
    source: sourcePath === path ? undefined : sourcePath,
  }))
}

function describeCapabilities(manifest: XmlElement): ConnectorDescription['capabilities'] {
  return [...descendants(manifest, 'customization')].flatMap((element) => {
    const name = attributeValue(element, 'name')
    return name === undefined ? [] : [{ name, value: attributeValue(element, 'value') }]
  })
}

function describeDialect(file: string, root: XmlElement): DescribedDialect {
  const count = (name: string): number => [...descendants(root, name)].length
  return {
    file,
    name: attributeValue(root, 'name'),
    base: attributeValue(root, 'base'),
    functions: count('function'),
    dateFunctions: count('date-function'),
    sqlFormats: childrenNamed(root, 'sql-format').reduce((sum, { children }) => sum + children.length, 0),
  }
}

function describeOauthConfigs(connector: Connector): DescribedOauthConfig[] {
  const hasNone = rootsOf(connector, 'manifest').some(({ root }) =>
    childrenNamed(root, 'oauth-config').some(
      (element) => attributeValue(element, 'file') === nullOauthConfig,
    ),
  )
  const none = {
    file: nullOauthConfig,
    id: undefined,
    label: undefined,
    authUri: undefined,
    capabilities: [],
  }
  const configs = rootsOf(connector, 'oauth-config').map(({ file, root }) => {
    const textOf = (name: string): string | undefined => {
      const [element] = childrenNamed(root, name)
      return element && collapseBlanks(element.text)
    }
    return {
      ...{ file, id: textOf('oauthConfigId'), label: textOf('configLabel'), authUri: textOf('authUri') },
      capabilities: switchedOn(root),
    }
  })
  return hasNone ? [none, ...configs] : configs
}

function switchedOn(root: XmlElement): string[] {
  return [...descendants(root, 'entry')].flatMap((entry) => {
    const [key, value] = ['key', 'value'].map((name) =>
      collapseBlanks(childrenNamed(entry, name)[0]?.text ?? ''),
    )
    return key?.startsWith('OAUTH_CAP_') && value === 'true' ? [key] : []
  })
}
