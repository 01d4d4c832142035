import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import { home, pageOf, root, targetOf } from '../../tools/docs-site/repository-links.mjs'

/** What a page is rendered with; VitePress says which page it is. */
interface PageEnvironment {
  path?: string
}

/**
 * Pages link to files of the repository by relative paths, which GitHub follows. On the site such a link leads to the page
 * that the file is there, or else to the repository; one to a file that does not exist fails the build.
 */
export function linksOutOfTheSite(markdown: MarkdownRenderer): void {
  const render = markdown.renderer.rules.link_open
  markdown.renderer.rules.link_open = (tokens, index, options, environment: PageEnvironment, self) => {
    const token = tokens[index]
    const address = token?.attrGet('href') ?? ''
    if (environment.path !== undefined && !address.startsWith('#'))
      token?.attrSet('href', addressOnSite(address, relative(root, environment.path)))
    return render?.(tokens, index, options, environment, self) ?? self.renderToken(tokens, index, options)
  }
}

function addressOnSite(address: string, page: string): string {
  const target = targetOf(address, page)
  if (target === undefined) return address
  const { file, anchor } = target
  const end = anchor === undefined ? '' : `#${anchor}`
  const other = pageOf(file)
  if (other !== undefined) return `/${other}${end}`
  const kind = statSync(join(root, file)).isDirectory() ? 'tree' : 'blob'
  return `${home}/${kind}/main/${file}${end}`
}
