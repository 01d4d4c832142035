import { documentationPage } from '../../connector/documentation.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'
import { belongsToOtherProtocol } from './protocol-prefixes.ts'

/** What is about the other protocol has no effect. */
export const rule: Rule = {
  id: 'cap-wrong-protocol',
  severity: 'warning',
  summary: 'A JDBC connector sets no `CAP_ODBC_` capability, an ODBC connector no `CAP_JDBC_` one.',
  help: 'Remove it: it has no effect.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    for (const { file, name, nameAttribute } of capabilitySettings(connector).values()) {
      if (!belongsToOtherProtocol(connector, name)) continue
      const message = `\`${name}\` has no effect in a connector with the superclass ${superclassOf({ connector })}`
      yield { message, file, place: nameAttribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A connector talks to its driver through either JDBC or ODBC; capabilities of the other one have no effect.',
    wrong: '<customization name="CAP_ODBC_CURSOR_FORWARD_ONLY" value="yes"/>',
    right: '<customization name="CAP_JDBC_QUERY_ASYNC" value="yes"/>',
    ...inManifest,
  }
}
