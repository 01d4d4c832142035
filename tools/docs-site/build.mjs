// Builds the site: the pages in docs, and those that are made of the source. Needs no network. The command line is built before.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vitepress'
import { writeApiPages } from './api-pages.mjs'
import { checkMarkdown } from './check-markdown.mjs'
import { checkSite } from './check-site.mjs'
import { copyPages } from './copied-pages.mjs'
import { root } from './repository-links.mjs'

const docs = join(root, 'docs')
for (const name of ['api', 'packages', 'public/live'])
  rmSync(join(docs, name), { recursive: true, force: true })

const files = checkMarkdown()
copyPages()
await writeApiPages()
exportDialog('examples/vite-postgres-jdbc')
// Its dead links are errors.
await build(docs)
const { pages, links } = checkSite(join(docs, '.vitepress/dist'), process.env.DOCS_BASE ?? '/')
console.log(`${pages} pages of ${files} Markdown files; all ${links} links of the pages lead somewhere.`)

/** The page of `tacosmith preview`, which the site shows as it is. */
function exportDialog(example) {
  const program = join(root, 'packages/cli/bin/tacosmith.cjs')
  const words = ['preview', join(root, example), '--out', join(docs, 'public/live')]
  execFileSync(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
}
