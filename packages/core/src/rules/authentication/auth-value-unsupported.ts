import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import { passwordOption } from '../oauth/example-connector.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { fieldModes, hasNumberedModes } from './authentication-modes.ts'

const supportedModes = ['auth-none', 'auth-user', 'auth-user-pass', 'auth-pass', 'auth-integrated', 'oauth']

/** What others call the modes; letters alone would lead astray. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['none', 'auth-none'],
  ['no-auth', 'auth-none'],
  ['anonymous', 'auth-none'],
  ['username', 'auth-user'],
  ['user', 'auth-user'],
  ['basic', 'auth-user-pass'],
  ['username-password', 'auth-user-pass'],
  ['user-pass', 'auth-user-pass'],
  ['password', 'auth-pass'],
  ['token', 'auth-pass'],
  ['integrated', 'auth-integrated'],
  ['kerberos', 'auth-integrated'],
  ['oauth2', 'oauth'],
  ['o-auth', 'oauth'],
])

/** Tableau asks for credentials by the mode. */
export const rule: Rule = {
  id: 'auth-value-unsupported',
  severity: 'warning',
  summary: `The values of the field \`authentication\` are among ${supportedModes.join(', ')}.`,
  help: `Use one of ${supportedModes.join(', ')}.`,
  url: documentationPage('auth-modes'),
  *check({ connector }) {
    if (hasNumberedModes(connector)) return
    for (const { file, value } of fieldModes(connector)) {
      // Numbers are for connectors that build on Hive or Spark, which one file alone does not show.
      if (supportedModes.includes(value.value) || /^[0-9]?$/.test(value.value)) continue
      const near = suggestMode(value.value)
      yield {
        message: `\`authentication\` can be "${value.value}"; Tableau knows ${supportedModes.join(', ')}`,
        file,
        place: value,
        ...(near !== undefined && { help: `Did you mean "${near}"?` }),
      }
    }
  },
}

function suggestMode(value: string): string | undefined {
  const name = value.toLowerCase().replaceAll('_', '-')
  if (supportedModes.includes(name)) return name
  return otherNames.get(name) ?? nearestName(value, supportedModes)
}

export function example(): RuleExample {
  return {
    why: 'Tableau asks for credentials by the value of `authentication`. With one that it does not know it asks for the wrong ones, above all when a workbook is opened again or published.',
    file: 'connection-fields.xml',
    wrong: `${passwordOption}\n<option label="None" value="no-auth"/>`,
    right: `${passwordOption}\n<option label="None" value="auth-none"/>`,
    context: { replaces: passwordOption },
  }
}
