import { TacosmithError } from '@tacosmith/core'

/** What a system would take for a device, whatever follows the first dot. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i

/** File systems count bytes, most of them in UTF-8. */
const maximumBytes = 255

/**
 * Refuses the path of a file of scenarios that leads elsewhere, or that Windows, macOS or Linux would not take: whoever
 * checks the project out has to be able to.
 *
 * @param path - Relative, with forward slashes.
 * @throws TacosmithError `usage` with the reason.
 */
export function expectFileName(path: string): void {
  const parts = path.split('/')
  const reason = parts.map(partMistake).find((mistake) => mistake !== undefined) ?? endingMistake(parts)
  if (reason === undefined) return
  throw new TacosmithError('usage', `${JSON.stringify(path)} is not a scenario file: ${reason}`, {
    help: 'Give the name of a .json file in the folder of the scenarios.',
  })
}

function partMistake(part: string): string | undefined {
  if (part === '') return 'a part of the path is empty'
  if (part === '.' || part === '..') return `${part} leads elsewhere`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (/[\u0000-\u001f\u007f-\u009f]/.test(part)) return 'it holds a control character'
  if (/\p{Surrogate}/u.test(part)) return 'it holds half a character'
  const [special] = /[<>:"\\|?*]/.exec(part) ?? []
  if (special !== undefined) return `Windows takes no ${special} in a name`
  if (/[. ]$/.test(part)) return 'Windows takes no name that ends with a dot or a blank'
  const [stem = ''] = part.split('.')
  if (DEVICES.test(stem.trimEnd())) return `Windows has a device called ${stem}`
  return Buffer.byteLength(part) > maximumBytes ? `it is longer than ${maximumBytes} bytes` : undefined
}

function endingMistake(parts: readonly string[]): string | undefined {
  const name = parts.at(-1) ?? ''
  return name.endsWith('.json') && name !== '.json' ? undefined : 'its name should end with .json'
}
