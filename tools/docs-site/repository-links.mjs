// Links of Markdown files to other files of the repository.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Where the project lives; `tools/release/home.mjs` sets it. */
export const home = repository.url.replace(/^git\+|\.git$/g, '')

/** Files outside `docs` that are pages of the site, too. */
const otherPages = [
  [/^packages\/([^/]+)(?:\/README\.md)?$/, 'packages/$1.md'],
  [/^SECURITY\.md$/, 'security.md'],
  [/^CHANGELOG\.md$/, 'changes.md'],
  [/^CONTRIBUTING\.md$/, 'contributing.md'],
]

/** The page of the site, a path below `docs`, that a file of the repository is; undefined for a file that is none. */
export function pageOf(file) {
  if (/^docs\/.*\.md$/.test(file)) return file.slice('docs/'.length)
  const [pattern, page] = otherPages.find(([one]) => one.test(file)) ?? []
  if (pattern === undefined) return undefined
  const source = file.endsWith('.md') ? file : `${file}/README.md`
  return existsSync(join(root, source)) ? file.replace(pattern, page) : undefined
}

/**
 * What a link leads to, where that is in the repository: relative, as GitHub follows it, or with the project's address.
 *
 * @param from - The file that holds the link, from the root on.
 * @returns `file`, from the root on without a slash at the end, and `anchor`; undefined for a link to elsewhere.
 */
export function targetOf(address, from) {
  const [, inHome] =
    /^(?:blob|tree)\/main\/(.*)$/.exec(
      address.startsWith(`${home}/`) ? address.slice(home.length + 1) : '',
    ) ?? []
  if (inHome === undefined && /^(?:[a-z][a-z+.-]*:|\/)/i.test(address)) return undefined
  const [path = '', anchor] = (inHome ?? address).split('#')
  const absolute =
    inHome === undefined
      ? join(root, path === '' ? from : join(dirname(from), decodeURI(path)))
      : join(root, path)
  return { file: relative(root, absolute).replaceAll('\\', '/').replace(/\/$/, ''), anchor }
}

/**
 * Text with other addresses in its links and pictures; code stays as it is.
 *
 * @param change - Gives the new address for an address.
 */
export function withLinks(text, change) {
  return text
    .split(/(^```[\s\S]*?^ *```$|^ {2,}```[\s\S]*?^ *```$|`[^`\n]*`)/m)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/(\]\()([^)\s]+)(\))/g, (_, before, address, after) => before + change(address) + after)
            .replace(/^(\[[^\]]+\]: )(\S+)$/gm, (_, before, address) => before + change(address)),
    )
    .join('')
}
