import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import { attributeLists } from '../required-attributes.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import {
  type DialogOption,
  dialogConfigs,
  dialogOptions,
  hasNumberedModes,
  optionsOf,
} from './authentication-modes.ts'

const url = documentationPage('ui')

/** Tableau looks for this value. */
export const noneSpelling: Rule = {
  id: 'auth-none-spelling',
  severity: 'error',
  summary: 'In a .tcd dialog the value of the option None is `auth-none`.',
  help: 'Write value="auth-none".',
  url,
  wholeConnector: true,
  *check({ connector }) {
    if (hasNumberedModes(connector)) return
    for (const { file, name, value } of dialogOptions(connector)) {
      if (name.value !== 'None' || value === undefined || value.value === 'auth-none') continue
      const message = `the value of the option None is "${value.value}"; Tableau takes only "auth-none" for it`
      yield { message, file, place: value }
    }
  },
}

/** What workbooks of other connectors hold. */
const recommendedValues: ReadonlyMap<string, string> = new Map([
  ['Username', 'auth-user'],
  ['UsernameAndPassword', 'auth-user-pass'],
  ['Password', 'auth-pass'],
])

/** One spelling for all connectors. */
export const dialogValues: Rule = {
  id: 'auth-tcd-values',
  severity: 'warning',
  summary: 'In a .tcd dialog the options have the values auth-user, auth-user-pass and auth-pass.',
  help: 'Write the recommended value; scripts that compare with the old one must follow. Keep the old one if workbooks hold it.',
  url,
  wholeConnector: true,
  *check({ connector }) {
    if (hasNumberedModes(connector)) return
    for (const { file, name, value } of dialogOptions(connector)) {
      const recommended = recommendedValues.get(name.value)
      if (recommended === undefined || value === undefined || value.value === recommended) continue
      // Before 2020.3 this was what Tableau wanted.
      if (name.value === 'Username' && value.value === 'no') continue
      const message = `the value of the option ${name.value} is "${value.value}"; "${recommended}" is recommended`
      yield { message, file, place: value }
    }
  },
}

/** The one option that goes with a mode that shows no choice. */
const optionOfMode: ReadonlyMap<string, string> = new Map([
  ['None', 'None'],
  ['BasicUserNameOnly', 'Username'],
  ['PasswordOnly', 'Password'],
  ['Basic', 'UsernameAndPassword'],
  ['BasicNoValidateFields', 'UsernameAndPassword'],
])

/** Options of connectors that are part of Tableau; others than the documented ones are in the samples. */
const unsupportedOptions = [
  'Teradata',
  'AccessNoSecurity',
  'AccessYesSecurity',
  'Invalid',
  'SAMLIdP',
  'ADUsernameAndPassword',
]

/** What users see and what is sent must go together. */
export const modeMismatch: Rule = {
  id: 'auth-tcd-mode-mismatch',
  severity: 'warning',
  summary: 'In a .tcd dialog the `authentication-mode` shows the options that there are.',
  help: 'Use None, Username, Password and UsernameAndPassword; for several of them the mode ComboBoxIntegrated.',
  url,
  *check({ connector }) {
    for (const { file, config } of dialogConfigs(connector)) {
      const options = optionsOf(file, config)
      const [mode] = childrenNamed(config, 'authentication-mode')
      const value = mode && attributeOf(mode, 'value')
      // Those of Hive and Spark have a rule of their own.
      if (!hasNumberedModes(connector)) yield* findUnsupported(options)
      if (value !== undefined && options.length > 0) {
        const message = explainMismatch(value.value, options)
        if (message !== undefined) yield { message, file, place: value }
      }
    }
  },
}

function* findUnsupported(options: readonly DialogOption[]): Iterable<RuleFinding> {
  for (const { file, name } of options) {
    if (!unsupportedOptions.includes(name.value)) continue
    yield { message: `the option ${name.value} is not supported in connectors`, file, place: name }
  }
}

function explainMismatch(mode: string, options: readonly DialogOption[]): string | undefined {
  const fitting = optionOfMode.get(mode)
  if (fitting === undefined) return undefined
  const names = [...new Set(options.map(({ name }) => name.value))]
  if (names.length > 1) return `the mode ${mode} does not offer the choice of ${names.join(', ')}`
  return names[0] === fitting
    ? undefined
    : `the mode ${mode} goes with the option ${fitting}, not with ${names[0]}`
}

/** The attributes that prompts ask for; a missing server is another finding. */
const promptAttributes: ReadonlyMap<string, string> = new Map([
  ['port-prompt', 'port'],
  ['db-name-prompt', 'dbname'],
  ['service-prompt', 'service'],
  ['warehouse-prompt', 'warehouse'],
  ['vendor1-prompt', 'vendor1'],
  ['vendor2-prompt', 'vendor2'],
  ['vendor3-prompt', 'vendor3'],
])

/** What is not listed never reaches the scripts. */
export const promptsInAttributes: Rule = {
  id: 'tcd-vendor-in-attributes',
  severity: 'warning',
  summary: 'The attribute list contains what the prompts of a .tcd dialog ask for.',
  help: 'Add an <attr> with that name to the <attribute-list>.',
  url,
  wholeConnector: true,
  *check(context) {
    const lists = attributeLists(context)
    for (const { file, config } of dialogConfigs(context.connector)) {
      for (const prompt of config.children) {
        const attribute = promptAttributes.get(prompt.name)
        if (attribute === undefined || parseXsBoolean(attributeOf(prompt, 'enabled')?.value) === false)
          continue
        const lacking = lists.find(({ names }) => !names.has(attribute))
        if (lacking === undefined) continue
        const message = `<${prompt.name}> asks for \`${attribute}\`, which the <attribute-list> in ${lacking.file} lacks`
        yield { message, file, place: prompt }
      }
    }
  },
}

/** The new dialog can do more. */
export const oldDialogDiscouraged: Rule = {
  id: 'tcd-v1-discouraged',
  severity: 'info',
  summary: 'New connectors describe their dialog with `connection-fields`.',
  help: 'In a new connector use <connection-fields> (Tableau 2020.3 and newer).',
  url,
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const [dialog] = childrenNamed(document.root, 'connection-dialog')
      if (dialog === undefined || childrenNamed(document.root, 'connection-fields').length > 0) continue
      yield { message: 'the connector uses the old kind of dialog (.tcd)', file: path, place: dialog }
    }
  },
}
