import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue } from '../../connector/xml-query.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { driverMatches, versionLimits } from './driver-matches.ts'
import { inOdbcConnector } from './example-resolver.ts'

/** Other systems do not report versions of ODBC drivers. */
export const rule: Rule = {
  id: 'tdr-driver-version-discouraged',
  severity: 'info',
  summary: 'The version of an ODBC driver is asked for on Windows only.',
  help: 'Add platform="win" to the <driver-match>, or remove the limits.',
  url: documentationPage('api-reference'),
  *check(context) {
    if (superclassOf(context) === 'jdbc') return
    for (const file of filesOfKind(context.connector, 'connection-resolver')) {
      for (const match of driverMatches(file)) {
        const [limit] = versionLimits(match)
        if (limit === undefined || attributeValue(match, 'platform') === 'win') continue
        const message = `<${limit.name}> is unreliable on macOS and Linux`
        yield { message, file: file.path, place: limit }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'ODBC drivers on macOS and Linux do not report their versions reliably, so the right driver may be refused.',
    wrong: `<driver-resolver>
  <driver-match>
    <driver-name type="exact">Brook ODBC Driver</driver-name>
    <driver-version min="9.0"/>
  </driver-match>
</driver-resolver>`,
    right: `<driver-resolver>
  <driver-match platform="win">
    <driver-name type="exact">Brook ODBC Driver</driver-name>
    <driver-version min="9.0"/>
  </driver-match>
</driver-resolver>`,
    ...inOdbcConnector,
  }
}
