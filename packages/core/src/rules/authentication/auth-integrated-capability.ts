import { documentationPage } from '../../connector/documentation.ts'
import { capabilitySettings } from '../capabilities/customizations.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { fieldModes } from './authentication-modes.ts'

const capability = 'CAP_AUTH_KERBEROS_IMPERSONATE'

/** Without it nobody can publish a connection that signs in as the viewer (issues 846 and 1080 of the SDK). */
export const rule: Rule = {
  id: 'auth-integrated-capability',
  severity: 'info',
  summary: `A connector that offers auth-integrated sets ${capability}.`,
  help: `For Kerberos, set ${capability} to yes in the customizations of the manifest; set it to no for anything else.`,
  url: documentationPage('auth-modes'),
  wholeConnector: true,
  *check({ connector }) {
    if (capabilitySettings(connector).has(capability)) return
    const mode = fieldModes(connector).find(({ value }) => value.value === 'auth-integrated')
    if (mode === undefined) return
    const message = `auth-integrated is offered, but ${capability} is not set: with Kerberos, nobody can publish a connection that runs as the viewer`
    yield { message, file: mode.file, place: mode.value }
  },
}

export function example(): RuleExample {
  const setting = '<customization name="CAP_SELECT_INTO" value="no"/>'
  return {
    why: 'The dialog for publishing offers to run as the viewer only if the capability is on.',
    file: 'manifest.xml',
    wrong: setting,
    right: `${setting}\n<customization name="${capability}" value="yes"/>`,
    context: {
      replaces: setting,
      foundIn: 'connection-fields.xml',
      changes: {
        'connection-fields.xml': [['<option', '<option label="Kerberos" value="auth-integrated"/>\n<option']],
      },
    },
  }
}
