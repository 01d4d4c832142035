import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Writes files into a new temporary folder; the value of one that is a link begins with `->`. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'tacosmith-nx-')))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    if (text.startsWith('->')) await symlink(text.slice(2), join(root, path), 'junction')
    else await writeFile(join(root, path), text)
  }
  return root
}

/** A manifest as short as can be. */
export function manifest(className = 'a', version = '1.0.0'): string {
  return `<?xml version="1.0"?><!-- <x> --><connector-plugin name="A" class='${className}' plugin-version="${version}">`
}
