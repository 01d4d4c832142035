import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import { declaredBefore } from '../../package/minimum-release.ts'
import type { RuleContext, RuleFinding } from '../rule.ts'

export const help =
  'Raise `min-version-tableau`, or leave it out: packaging adds the release that the connector needs.'

export function configFiles({ connector }: RuleContext): (string | undefined)[] {
  return filesOfKind(connector, 'manifest').flatMap(({ document }) =>
    childrenNamed(document.root, 'oauth-config').map((element) => attributeValue(element, 'file')),
  )
}

export function* compare({ connector }: RuleContext, release: string, what: string): Iterable<RuleFinding> {
  // A version that is too low for connection fields already is one finding, not two.
  if (declaredBefore(connector, '2020.3') !== undefined) return
  const declared = declaredBefore(connector, release)
  if (declared === undefined) return
  const { file, attribute } = declared
  const message = `min-version-tableau is "${attribute.value}", but ${what} ${release}`
  yield { message, file, place: attribute }
}
