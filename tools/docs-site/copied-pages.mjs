// Pages of the site that are written elsewhere: the READMEs of the packages, the changes, the security policy.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { pageOf, root, targetOf, withLinks } from './repository-links.mjs'

/** Writes them to `docs`, where git ignores them. */
export function copyPages() {
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`)
  for (const file of [...packages, 'SECURITY.md', 'CHANGELOG.md', 'CONTRIBUTING.md']) {
    const page = pageOf(file)
    if (page === undefined) continue
    const path = join(root, 'docs', page)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, asPage(file, page))
  }
}

/** The text of a file for another place, with links that lead to the same from there. */
function asPage(file, page) {
  const text = withLinks(readFileSync(join(root, file), 'utf8'), (address) => {
    const target = targetOf(address, file)
    if (target === undefined || address.startsWith('#')) return address
    const to = pageOf(target.file)
    const path = posix.relative(posix.dirname(`docs/${page}`), to === undefined ? target.file : `docs/${to}`)
    return path + (target.anchor === undefined ? '' : `#${target.anchor}`)
  })
  return `---\neditLink: false\n---\n\n${text}`
}
