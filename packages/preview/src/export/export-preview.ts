import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { writeFileWhole } from '@tacosmith/core/adapter'
import type { PreviewContent } from '../content/preview-content.ts'
import { localise } from '../dialog/dialog-texts.ts'
import { assetTypes, readAsset } from '../server/page-assets.ts'
import { pageHtml } from '../server/page-html.ts'

/**
 * Writes a folder that shows the dialog from any static host, or opened as a file.
 *
 * @returns the files, relative to the folder
 * @throws TacosmithError `usage` where the folder is that of a connector or of another page, `output` where it cannot be
 *   written.
 */
export async function exportPreview(content: PreviewContent, folder: string): Promise<string[]> {
  await expectOwn(folder)
  const { dialog } = content
  const files: Record<string, string | Uint8Array> = {
    'index.html': pageHtml({
      title: localise(dialog, 'en_US', dialog.name).text || dialog.className,
      isExported: true,
    }),
    'content.js': `globalThis.tacosmithContent = JSON.parse(${scriptText(JSON.stringify(content))})\n`,
  }
  for (const name of Object.keys(assetTypes)) files[name] = await readAsset(name)
  for (const [name, bytes] of Object.entries(files))
    await writeFileWhole(join(folder, name), Buffer.from(bytes))
  return Object.keys(files)
}

/** Among the files of an app or a connector they would take the place of others, or be packaged. */
async function expectOwn(folder: string): Promise<void> {
  const textOf = (name: string): Promise<string | undefined> =>
    readFile(join(folder, name), 'utf8').catch(() => undefined)
  const page = await textOf('index.html')
  const holds =
    (await textOf('manifest.xml')) !== undefined
      ? 'a connector'
      : page !== undefined && !page.includes('<div id="preview">')
        ? 'an index.html of its own'
        : undefined
  if (holds === undefined) return
  throw new TacosmithError('usage', `${folder} holds ${holds}`, {
    help: 'Choose a folder for the preview alone.',
  })
}

/**
 * A text as a literal of a script. Read as JSON it means what it says, while an object written into the script would take
 * a name `__proto__` for its prototype.
 */
function scriptText(text: string): string {
  return JSON.stringify(text).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
