// Writes measured figures into a page of docs, between two comments.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->']

/**
 * @param {URL} page
 * @returns {Promise<string>} what stands between the comments
 */
export async function readFigures(page) {
  const { figures } = await split(page)
  return figures.trim()
}

/**
 * @param {URL} page
 * @param {string[]} paragraphs
 */
export async function writeFigures(page, paragraphs) {
  const { before, after } = await split(page)
  await writeFile(page, [before, ...paragraphs, after].join('\n\n'))
  console.log(`wrote ${fileURLToPath(page)}`)
}

async function split(page) {
  const text = await readFile(page, 'utf8')
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)]
  if (start === -1 || stop < start) throw new Error(`${fileURLToPath(page)} lacks ${begin} and ${end}`)
  const from = start + begin.length
  return { before: text.slice(0, from), figures: text.slice(from, stop), after: text.slice(stop) }
}
