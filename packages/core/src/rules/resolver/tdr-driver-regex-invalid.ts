import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import { compareReleaseVersions, isReleaseVersion } from '../../package/release-version.ts'
import { findRegularExpressionFault } from '../regular-expression.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { driverMatches, versionLimits } from './driver-matches.ts'
import { inOdbcConnector } from './example-resolver.ts'

/** What cannot match finds no driver. */
export const rule: Rule = {
  id: 'tdr-driver-regex-invalid',
  severity: 'warning',
  summary: 'The name and the version of a driver are such that a driver can meet them.',
  help: 'Correct the regular expression, or the versions.',
  url: documentationPage('api-reference'),
  *check({ connector }) {
    for (const file of filesOfKind(connector, 'connection-resolver')) {
      for (const match of driverMatches(file)) {
        for (const name of childrenNamed(match, 'driver-name')) yield* checkName(file.path, name)
        for (const limit of versionLimits(match)) yield* checkLimit(file.path, limit)
      }
    }
  },
}

function* checkName(file: string, name: XmlElement): Iterable<RuleFinding> {
  if (attributeValue(name, 'type') !== 'regex') return
  const fault = findRegularExpressionFault(name.text)
  if (fault === undefined) return
  yield { message: `the regular expression "${name.text}" is not valid: ${fault}`, file, place: name }
}

function* checkLimit(file: string, limit: XmlElement): Iterable<RuleFinding> {
  const minimum = attributeOf(limit, 'min')
  const maximum = attributeOf(limit, 'max')
  if (minimum === undefined || maximum === undefined) return
  if (!isReleaseVersion(minimum.value) || !isReleaseVersion(maximum.value)) return
  if (compareReleaseVersions(minimum.value, maximum.value) <= 0) return
  const message = `no version is both ${minimum.value} or newer and ${maximum.value} or older`
  yield { message, file, place: minimum }
}

export function example(): RuleExample {
  return {
    why: 'An expression that is not valid, or a lowest version above the highest one, matches no driver at all.',
    wrong: `<driver-resolver>
  <driver-match>
    <driver-name type="regex">Brook (ODBC Driver</driver-name>
  </driver-match>
</driver-resolver>`,
    right: `<driver-resolver>
  <driver-match>
    <driver-name type="regex">Brook \\(ODBC\\) Driver</driver-name>
  </driver-match>
</driver-resolver>`,
    ...inOdbcConnector,
  }
}
