import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { nullOauthConfig } from '../../connector/file-references.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import { declaredBefore } from '../../package/minimum-release.ts'
import type { Rule, RuleContext, RuleFinding } from '../rule.ts'

const severalRelease = '2023.1'
const nullRelease = '2023.3'

const help =
  'Raise `min-version-tableau`, or leave it out: packaging adds the release that the connector needs.'

/** Older releases know one configuration. */
export const multipleVersion: Rule = {
  id: 'oa-multiple-version',
  severity: 'info',
  summary: `A connector with several OAuth configurations declares no minimum version below ${severalRelease}.`,
  help,
  url: documentationPage('oauth'),
  wholeConnector: true,
  *check(context) {
    const count = configFiles(context).length
    if (count > 1) yield* compare(context, severalRelease, `${count} OAuth configurations need`)
  },
}

/** Older releases look for a file of that name. */
export const nullConfigVersion: Rule = {
  id: 'oa-null-config-version',
  severity: 'info',
  summary: `A connector with \`${nullOauthConfig}\` declares no minimum version below ${nullRelease}.`,
  help,
  url: documentationPage('oauth-dev'),
  wholeConnector: true,
  *check(context) {
    const files = configFiles(context)
    if (files.length === 1 && files[0] === nullOauthConfig) {
      yield* compare(context, nullRelease, `${nullOauthConfig} needs`)
    }
  },
}

function configFiles({ connector }: RuleContext): (string | undefined)[] {
  return filesOfKind(connector, 'manifest').flatMap(({ document }) =>
    childrenNamed(document.root, 'oauth-config').map((element) => attributeValue(element, 'file')),
  )
}

function* compare({ connector }: RuleContext, release: string, what: string): Iterable<RuleFinding> {
  // A version that is too low for connection fields already is one finding, not two.
  if (declaredBefore(connector, '2020.3') !== undefined) return
  const declared = declaredBefore(connector, release)
  if (declared === undefined) return
  const { file, attribute } = declared
  const message = `min-version-tableau is "${attribute.value}", but ${what} ${release}`
  yield { message, file, place: attribute }
}
