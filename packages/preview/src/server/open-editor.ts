import { stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { visibleLine } from '@tacosmith/core/adapter'
import launchEditor from 'launch-editor'

/**
 * Opens files of a connector in the editor that runs, or that the variable LAUNCH_EDITOR names.
 *
 * @param folder - Of the connector; files elsewhere are not opened.
 */
export function editorFor(
  folder: string,
): (place: { file: string; line: number | undefined; column: number | undefined }) => Promise<void> {
  return async ({ file, line = 1, column = 1 }) => {
    const path = join(folder, file)
    const inside = relative(folder, path)
    const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
    const found = isInside ? await stat(path).catch(() => undefined) : undefined
    if (!found?.isFile())
      throw new TacosmithError('usage', `${visibleLine(file)} is not a file of the connector`)
    const trouble = await launched(`${path}:${line}:${column}`)
    if (trouble === undefined) return
    throw new TacosmithError('environment', `no editor opened: ${visibleLine(trouble)}`, {
      help: 'Start the editor first, or name it in the variable LAUNCH_EDITOR.',
    })
  }
}

/** Why no editor came up; it says so at once, or starts. */
function launched(place: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), 1000)
    launchEditor(place, (_, message) => {
      clearTimeout(timer)
      resolve(message ?? 'it could not be started')
    })
  })
}
