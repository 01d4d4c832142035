// The licences of the packages that bundles hold: to pass them on is what they ask for. The same file tells what is bundled.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const line = `\n${'-'.repeat(80)}\n\n`

/**
 * @param files - What went into bundles.
 * @param others - The texts of packages whose bundles lie beside them.
 */
export async function licensesOf(files, others = []) {
  const folders = new Set(files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []))
  const texts = new Map(others.flatMap((other) => bundledIn(other).map(({ title, text }) => [title, text])))
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const text = await licenseText(folder)
    const title = `${name} ${version} (${license})`
    texts.set(title, `${title}\n\n${text ?? 'Its package holds no licence text.'}\n`)
  }
  const titles = [...texts.keys()].sort()
  return titles.map((title) => texts.get(title)).join(line)
}

/** The packages in such a text. */
export function bundledIn(licenses) {
  return licenses.split(line).flatMap((text) => {
    const [title, name, version, license] = /^(\S+) (\S+) \((.+)\)$/m.exec(text.split('\n', 1)[0]) ?? []
    return name === undefined ? [] : [{ title, name, version, license, text }]
  })
}

/** All its licences: what is WebAssembly may hold a library under another one. */
async function licenseText(folder) {
  const names = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file))
  const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')))
  return texts.length === 0 ? undefined : texts.map((text) => text.trim()).join('\n\n')
}
