import type { Connector } from '@tacosmith/core'
import { childrenNamed, collapseBlanks, type XmlElement } from '@tacosmith/core/adapter'
import type { OauthChoice } from '../dialog/dialog-model.ts'
import { rootsOf } from './xml-roots.ts'

/** The OAuth configurations of a connector, in the order of its manifest. */
export function readOauthChoices(connector: Connector): OauthChoice[] {
  return rootsOf(connector, 'oauth-config').map(({ file, root }) => {
    const id = textOf(root, 'oauthConfigId') || file
    return {
      id,
      label: textOf(root, 'configLabel') || id,
      hasCustomDomain: entryOf(root, 'OAUTH_CAP_SUPPORTS_CUSTOM_DOMAIN') === 'true',
      defaultInstanceUrl: textOf(root, 'defaultInstanceUrl'),
    }
  })
}

function textOf(root: XmlElement, name: string): string {
  return collapseBlanks(childrenNamed(root, name)[0]?.text ?? '')
}

function entryOf(root: XmlElement, key: string): string | undefined {
  const entries = childrenNamed(root, 'capabilities').flatMap((element) => childrenNamed(element, 'entry'))
  const found = entries.findLast((entry) => textOf(entry, 'key') === key)
  return found && textOf(found, 'value')
}
