// Follows every link of the built site, anchors included, and looks for what a page would load from elsewhere, and for pages
// that the sidebar lacks.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'

/** What a browser loads by itself, by the element. */
const loading =
  /<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\ssrc="([^"]*)"|<link\b[^>]*?\shref="([^"]*)"/g
const followed = /<a\b[^>]*?\shref="([^"]*)"/g
const sidebars = /<aside class="VPSidebar"[\s\S]*?<\/aside>/g
/** Pages that readers reach without the sidebar. */
const outside = ['index.html', '404.html']
const inStyles = /url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g

/**
 * @param folder - What VitePress has written.
 * @param base - Where on its server the site begins.
 * @returns How many `pages` and `links` there are.
 * @throws Error with everything that leads nowhere, and every page that the sidebar lacks.
 */
export function checkSite(folder, base) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  // The exported dialog is a page of its own, which packages/preview tests.
  const pages = files.filter((file) => file.endsWith('.html') && !file.startsWith('live/'))
  const anchors = new Map(pages.map((page) => [page, anchorsOf(join(folder, page))]))
  const faults = []
  const inSidebar = new Set(outside)
  let links = 0
  for (const page of pages) {
    const text = readFileSync(join(folder, page), 'utf8').replaceAll(/<pre\b[\s\S]*?<\/pre>/g, '')
    const isNowhere = (address) => !leads(address, { folder, base, page, anchors })
    for (const [sidebar] of text.matchAll(sidebars)) {
      for (const address of addressesIn(sidebar, followed))
        inSidebar.add(fileAt(folder, decodeURI(address.slice(base.length))))
    }
    const all = addressesIn(text, followed)
    links += all.length
    faults.push(...all.filter(isNowhere).map((address) => `${page} links to ${address}, which is not there`))
    const loaded = addressesIn(text, loading)
    faults.push(...loaded.filter(isElsewhere).map((address) => `${page} loads ${address}`))
    faults.push(...loaded.filter(isNowhere).map((address) => `${page} loads ${address}, which is not there`))
  }
  for (const file of files.filter((name) => name.endsWith('.css'))) {
    const addresses = addressesIn(readFileSync(join(folder, file), 'utf8'), inStyles)
    faults.push(...addresses.filter(isElsewhere).map((address) => `${file} loads ${address}`))
  }
  const absent = pages.filter((page) => !inSidebar.has(page))
  faults.push(...absent.map((page) => `${page} is not in the sidebar: docs/.vitepress/sidebar.ts`))
  if (faults.length > 0) throw new Error(`The site has faults.\n${[...new Set(faults)].join('\n')}`)
  return { pages: pages.length, links }
}

function addressesIn(text, pattern) {
  return [...text.matchAll(pattern)].map(([, one, other]) => (one ?? other).replaceAll('&amp;', '&'))
}

function isElsewhere(address) {
  return /^(?:https?:)?\/\//.test(address)
}

function anchorsOf(file) {
  return new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))
}

/** Whether something is there; of other servers nobody is asked. */
function leads(address, { folder, base, page, anchors }) {
  if (/^[a-z][a-z+.-]*:/i.test(address) || address.startsWith('//')) return true
  const [path = '', anchor] = address.split('#')
  const [plain = ''] = path.split('?')
  if (plain.startsWith('/') && !plain.startsWith(base)) return false
  const inSite = plain.startsWith('/') ? plain.slice(base.length) : posix.join(dirname(page), plain)
  const file = plain === '' ? page : fileAt(folder, decodeURI(inSite))
  if (file === undefined) return false
  if (anchor === undefined || anchor === '') return true
  return anchors.get(file)?.has(decodeURIComponent(anchor)) ?? true
}

function fileAt(folder, path) {
  const candidates = [path, `${path}.html`, posix.join(path, 'index.html')]
  return candidates.find((one) => existsSync(join(folder, one)) && statSync(join(folder, one)).isFile())
}
