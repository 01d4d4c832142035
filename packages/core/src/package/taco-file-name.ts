import { TacosmithError } from '../errors.ts'

/** What the placeholders of a file name stand for. */
export interface TacoIdentity {
  /** The manifest's `class`. */
  className: string
  /** The manifest's `plugin-version`. */
  pluginVersion: string
}

/** The name that Tableau's own packager uses. */
export const defaultTacoFileName: string = '[class]-v[version].taco'

/** Longer values are cut, in UTF-8 bytes: most file systems hold 255 bytes in a name. */
const maximumValueLength = 120

/**
 * Fills in the placeholders `[class]` and `[version]`. Characters that no file name may hold on some system become
 * `_` in the values.
 *
 * @param template for instance `[class]-v[version].taco`
 * @throws TacosmithError `usage` where the template is not a plain file name that ends in `.taco`, or has another
 *   placeholder
 */
export function tacoFileName(template: string, identity: TacoIdentity): string {
  refuseTemplate(template)
  return template.replaceAll(/\[([^\]]*)\]/g, (placeholder, name: string) => {
    if (name === 'class') return toFileNamePart(identity.className)
    if (name === 'version') return toFileNamePart(identity.pluginVersion)
    throw new TacosmithError(
      'usage',
      `the file name ${quote(template)} has an unknown placeholder ${placeholder}`,
      {
        help: 'The placeholders are [class] and [version].',
      },
    )
  })
}

function refuseTemplate(template: string): void {
  if (template !== '' && replaceForbidden(template) !== template) {
    throw new TacosmithError(
      'usage',
      `the file name ${quote(template)} should be a plain name without folders`,
      {
        help: 'Set the folder with outDir.',
      },
    )
  }
  if (!/.\.taco$/.test(template)) {
    throw new TacosmithError('usage', `the file name ${quote(template)} should end in .taco`, {
      help: `Tableau only looks for .taco files; the default is ${defaultTacoFileName}.`,
    })
  }
}

function toFileNamePart(value: string): string {
  const safe = replaceForbidden(shorten(value)).replace(/^[. -]+|[. ]+$/g, '_')
  return safe === '' ? '_' : safe
}

function shorten(value: string): string {
  let shortened = ''
  for (const character of value) {
    if (Buffer.byteLength(shortened + character) > maximumValueLength) break
    shortened += character
  }
  return shortened
}

/** Separators, control characters and what Windows refuses. */
function replaceForbidden(text: string): string {
  return text.replaceAll(/[/\\<>:"|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '_')
}

function quote(text: string): string {
  return JSON.stringify(text)
}
