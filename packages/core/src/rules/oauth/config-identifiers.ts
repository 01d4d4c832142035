import type { XmlElement } from '../../connector/xml-document.ts'
import { filledElements, oauthConfigs } from './oauth-configs.ts'

export function identifiers(
  connector: Parameters<typeof oauthConfigs>[0],
  name: string,
): { file: string; element: XmlElement; text: string }[] {
  return oauthConfigs(connector).flatMap((config) =>
    filledElements(config, name).map((element) => ({
      file: config.file,
      element,
      text: element.text.trim(),
    })),
  )
}
