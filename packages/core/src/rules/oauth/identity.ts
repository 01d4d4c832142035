import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import type { Rule } from '../rule.ts'
import { filledElements, oauthConfigs } from './oauth-configs.ts'

const url = documentationPage('oauth')

const longestId = 36

/** Users and saved connections choose by it. */
export const configIdRequired: Rule = {
  id: 'oa-config-id-required',
  severity: 'error',
  summary: 'Where a connector has several OAuth configurations, each has an `oauthConfigId`.',
  help: 'Add <oauthConfigId> with a name of its own behind <dbclass>.',
  url,
  wholeConnector: true,
  *check({ connector }) {
    const count = connector.files.filter(({ kind }) => kind === 'oauth-config').length
    if (count < 2) return
    for (const config of oauthConfigs(connector)) {
      if (filledElements(config, 'oauthConfigId').length > 0) continue
      const message = `one of ${count} OAuth configurations has no <oauthConfigId>`
      yield { message, file: config.file, place: config.root }
    }
  },
}

/** Two with one name cannot be told apart. */
export const configIdUnique: Rule = {
  id: 'oa-config-id-unique',
  severity: 'error',
  summary: 'Each OAuth configuration has an `oauthConfigId` of its own.',
  help: 'Give one of them another <oauthConfigId>.',
  url,
  wholeConnector: true,
  *check({ connector }) {
    const fileById = new Map<string, string>()
    for (const config of oauthConfigs(connector)) {
      const [element] = filledElements(config, 'oauthConfigId')
      if (element === undefined) continue
      const id = element.text.trim()
      const other = fileById.get(id)
      if (other === undefined) fileById.set(id, config.file)
      else yield { message: `${other} has the oauthConfigId "${id}" too`, file: config.file, place: element }
    }
  },
}

/** Longer ones do not work. */
export const configIdLength: Rule = {
  id: 'oa-config-id-length',
  severity: 'error',
  summary: `An \`oauthConfigId\` has at most ${longestId} characters.`,
  help: 'Shorten it; users read `configLabel` instead where there is one (2023.2 and newer).',
  url,
  *check({ connector }) {
    for (const { file, element, text } of identifiers(connector, 'oauthConfigId')) {
      const length = [...text].length
      if (length <= longestId) continue
      const message = `the oauthConfigId has ${length} characters, but at most ${longestId} work`
      yield { message, file, place: element }
    }
  },
}

/** The prefix tells apart what sites bring themselves. */
export const configIdCustomPrefix: Rule = {
  id: 'oa-config-id-custom-prefix',
  severity: 'warning',
  summary: 'The `oauthConfigId` of a configuration inside a connector does not begin with `custom_`.',
  help: 'Remove the prefix: it is for configurations that a site or a user brings.',
  url,
  *check({ connector }) {
    for (const { file, element, text } of identifiers(connector, 'oauthConfigId')) {
      if (!text.startsWith('custom_')) continue
      const message = `the oauthConfigId "${text}" begins with custom_, as only configurations outside of a connector do`
      yield { message, file, place: element }
    }
  },
}

/** Users read it. */
export const configLabelCharacters: Rule = {
  id: 'oa-config-label-chars',
  severity: 'error',
  summary: 'A `configLabel` consists of letters, digits, `_`, `-` and spaces.',
  help: 'Remove the other characters.',
  url,
  *check({ connector }) {
    for (const { file, element, text } of identifiers(connector, 'configLabel')) {
      const unknown = new Set(text.replace(/[A-Za-z0-9_\- ]/g, ''))
      if (unknown.size === 0) continue
      const shown = [...unknown].slice(0, 5).map((character) => JSON.stringify(character))
      // The documentation does not say whether other letters count.
      const areLetters = /^\p{L}*$/u.test([...unknown].join(''))
      const message = `the configLabel "${text}" has ${shown.join(', ')}, but only letters, digits, _, - and spaces are valid`
      yield { message, file, place: element, ...(areLetters && { severity: 'warning' }) }
    }
  },
}

function identifiers(
  connector: Parameters<typeof oauthConfigs>[0],
  name: string,
): { file: string; element: XmlElement; text: string }[] {
  return oauthConfigs(connector).flatMap((config) =>
    filledElements(config, name).map((element) => ({
      file: config.file,
      element,
      text: element.text.trim(),
    })),
  )
}
