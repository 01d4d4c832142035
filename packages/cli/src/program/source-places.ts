import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve } from 'node:path'
import type { CommonJsCode } from './commonjs-code.ts'

/**
 * Makes the stack of an error name places in the sources, where it names some in code that was made of them.
 *
 * @param made - Makes the code of a file again, with its map: whoever meets no error needs none.
 */
export async function nameSourcePlaces(
  error: unknown,
  files: Iterable<string>,
  made: (file: string) => Promise<CommonJsCode | undefined>,
): Promise<void> {
  for (const file of files) {
    const stack = error instanceof Error ? error.stack : undefined
    // On Windows, jiti has paths with slashes.
    const named = [file, file.replaceAll('\\', '/')].find((name) => stack?.includes(`${name}:`))
    if (!(error instanceof Error) || stack === undefined || named === undefined) continue
    const map = (await made(file).catch(() => undefined))?.map
    if (map !== undefined) error.stack = translated(stack, named, map)
  }
}

function translated(stack: string, file: string, json: string): string {
  const map = new SourceMap(JSON.parse(json) as SourceMapPayload)
  const frames = /^\s+at .*$/gm
  return stack.replace(frames, (frame) => {
    // What has an address, Node has loaded as it is.
    const from = /file:\/\//.test(frame) ? -1 : frame.indexOf(`${file}:`)
    const [place = '', line, column] =
      (from >= 0 && /^:(\d+):(\d+)/.exec(frame.slice(from + file.length))) || []
    // Before the code there is a line of its own.
    const entry = map.findEntry(Number(line) - 2, Number(column) - 1)
    if (place === '' || !('originalSource' in entry)) return frame
    const source = resolve(dirname(file), entry.originalSource)
    const original = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
    return `${frame.slice(0, from)}${original}${frame.slice(from + file.length + place.length)}`
  })
}
