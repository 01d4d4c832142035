// Follows the links between the Markdown files of the repository as GitHub does, anchors included.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { headingId } from './heading-id.mjs'
import { root, targetOf, withLinks } from './repository-links.mjs'

/** @throws Error with every link that leads nowhere */
export function checkMarkdown() {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', '*.md']
  const files = execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  const faults = [...new Set(files)].flatMap(faultsIn)
  if (faults.length > 0) throw new Error(`Links lead nowhere.\n${faults.join('\n')}`)
  return files.length
}

function faultsIn(file) {
  const faults = []
  withLinks(textOf(file), (address) => {
    const target = targetOf(address, file)
    if (target !== undefined && !isThere(target)) faults.push(`${file} links to ${address}`)
    return address
  })
  return faults
}

function isThere({ file, anchor }) {
  if (file.startsWith('..') || !existsSync(join(root, file))) return false
  return anchor === undefined || !file.endsWith('.md') || anchorsOf(file).has(decodeURIComponent(anchor))
}

/** Of headings, also of those that several have, and of elements with an id. */
function anchorsOf(file) {
  const text = textOf(file).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
  const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
  for (const [, heading] of text.matchAll(/^#{1,6} (.*)$/gm)) {
    const id = headingId(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'))
    let distinct = id
    for (let count = 1; ids.has(distinct); count++) distinct = `${id}-${count}`
    ids.add(distinct)
  }
  return ids
}

function textOf(file) {
  return readFileSync(join(root, file), 'utf8')
}
