// The README of a package is read on npm's page too, where a link relative to its folder leads nowhere:
//
//   node tools/release/readme-links.mjs [ROOT]   fails for such a link, and for one whose file or heading is not there
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url))
const read = (path) => readFileSync(join(root, path), 'utf8')
const [, home] = /github\.com\/([^/]+\/[^/]+?)(?:\.git)?$/.exec(
  JSON.parse(read('package.json')).repository.url,
)
const page = `https://github.com/${home}`

const faults = readdirSync(join(root, 'packages')).flatMap((name) => faultsOf(join('packages', name)))
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exitCode = 1
}

function faultsOf(folder) {
  const readme = join(folder, 'README.md')
  if (!existsSync(join(root, readme))) return []
  // Users of the action read its README in the repository only.
  const isOnNpm = JSON.parse(read(join(folder, 'package.json'))).private !== true
  return linksOf(read(readme)).flatMap((link) => {
    const isRelative = !/^(?:[a-z][a-z\d+.-]*:|#)/i.test(link)
    if (isRelative && isOnNpm)
      return [`${readme}: ${link} leads nowhere on npm; write ${absolute(folder, link)}`]
    const fault = targetFault(readme, link, isRelative ? join(folder, link) : withinHome(link))
    return fault === undefined ? [] : [fault]
  })
}

/** What Markdown links to and shows, outside code. */
function linksOf(markdown) {
  const text = markdown.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '').replace(/(`+)[^`]*?\1/g, '`code`')
  const found = [/\]\(\s*<?([^)\s>]+)/g, /^\[[^\]]+\]:\s*(\S+)/gm, /\b(?:href|src)="([^"]+)"/g]
  return found.flatMap((pattern) => [...text.matchAll(pattern)].map(([, link]) => link))
}

/** The path in this repository with the anchor of an absolute link into the home; undefined for all others. */
function withinHome(link) {
  if (link === page || link.startsWith(`${page}#`)) return `README.md${link.slice(page.length)}`
  const [, path] =
    /^\/(?:blob|tree|raw)\/main\/(.+)$/.exec(link.startsWith(page) ? link.slice(page.length) : '') ?? []
  return path
}

function targetFault(readme, link, target) {
  const [path, anchor] = (link.startsWith('#') ? readme + link : (target ?? '')).split('#')
  if (path === '') return undefined
  const file = join(root, path)
  if (!existsSync(file)) return `${readme}: ${link}: there is no ${path}`
  const markdown = statSync(file).isDirectory() ? join(file, 'README.md') : file
  // GitHub shows the README of the repository below its files.
  if (anchor === undefined || anchor === 'readme' || !markdown.endsWith('.md')) return undefined
  const anchors = anchorsOf(readFileSync(markdown, 'utf8'))
  return anchors.has(anchor)
    ? undefined
    : `${readme}: ${link}: ${relative(root, markdown)} has no heading #${anchor}`
}

/** What GitHub and npm make of headings. */
function anchorsOf(markdown) {
  const anchors = new Set([...markdown.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, id]) => id))
  for (const [, heading] of markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = text.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')
    let unique = slug
    for (let count = 1; anchors.has(unique); count++) unique = `${slug}-${count}`
    anchors.add(unique)
  }
  return anchors
}

function absolute(folder, link) {
  const [path, anchor] = link.split('#')
  const target = join(folder, path).replaceAll('\\', '/')
  const isFolder = existsSync(join(root, target)) && statSync(join(root, target)).isDirectory()
  return `${page}/${isFolder ? 'tree' : 'blob'}/main/${target}${anchor === undefined ? '' : `#${anchor}`}`
}
