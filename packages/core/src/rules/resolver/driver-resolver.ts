import { filesOfKind, type ParsedFile } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import { compareReleaseVersions, isReleaseVersion } from '../../package/release-version.ts'
import { superclassOf } from '../manifest/superclass.ts'
import { findRegularExpressionFault } from '../regular-expression.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const url = documentationPage('api-reference')

/** JDBC drivers are found by their files. */
export const tdrDriverResolverJdbc: Rule = {
  id: 'tdr-driver-resolver-jdbc',
  severity: 'warning',
  summary: 'A jdbc connector has no `driver-resolver`.',
  help: 'Remove the element: Tableau looks for JDBC drivers in its driver folder.',
  url,
  wholeConnector: true,
  *check(context) {
    if (superclassOf(context) !== 'jdbc') return
    for (const { path, document } of filesOfKind(context.connector, 'connection-resolver')) {
      for (const resolver of childrenNamed(document.root, 'driver-resolver')) {
        const message = '<driver-resolver> has no effect in a jdbc connector'
        yield { message, file: path, place: resolver }
      }
    }
  },
}

/** ODBC drivers are found by their names. */
export const tdrDriverResolverOdbc: Rule = {
  id: 'tdr-driver-resolver-odbc',
  severity: 'warning',
  summary:
    'A connector with the superclass `odbc` has a `driver-resolver`, which says by what name its driver is installed.',
  help: 'Add <driver-resolver><driver-match><driver-name type="exact">...</driver-name></driver-match></driver-resolver>.',
  url,
  wholeConnector: true,
  *check(context) {
    if (superclassOf(context) !== 'odbc') return
    for (const { path, document } of filesOfKind(context.connector, 'connection-resolver')) {
      const { root } = document
      // Another root is the schema's business.
      if (root.name !== 'tdr' || childrenNamed(root, 'driver-resolver').length > 0) continue
      const message = 'an odbc connector has no <driver-resolver>, so its driver cannot be found by name'
      yield { message, file: path, place: root }
    }
  },
}

/** Other systems tell no versions of ODBC drivers. */
export const tdrDriverVersionDiscouraged: Rule = {
  id: 'tdr-driver-version-discouraged',
  severity: 'info',
  summary: 'The version of an ODBC driver is asked for on Windows only.',
  help: 'Add platform="win" to the <driver-match>, or remove the limits.',
  url,
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

/** What cannot match finds no driver. */
export const tdrDriverRegexInvalid: Rule = {
  id: 'tdr-driver-regex-invalid',
  severity: 'warning',
  summary: 'The name and the version of a driver are such that a driver can meet them.',
  help: 'Correct the regular expression, or the versions.',
  url,
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

function driverMatches({ document }: ParsedFile): XmlElement[] {
  return childrenNamed(document.root, 'driver-resolver').flatMap((resolver) =>
    childrenNamed(resolver, 'driver-match'),
  )
}

function versionLimits(match: XmlElement): XmlElement[] {
  return match.children.filter(
    ({ name }) => name === 'driver-version' || name === 'incompatible-driver-version',
  )
}
