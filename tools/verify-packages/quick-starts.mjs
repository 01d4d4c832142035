import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './pack.mjs'
import { readmeParts, stepsOf } from './readme.mjs'
import { Failure } from './run.mjs'

const quickStart = 'Quick start'

/** Headings beside that of the quick start under which a README tells what to do from the start. */
const otherHeadings = {
  'packages/vite-plugin/README.md': ['Scripts in TypeScript', 'Rollup and Rolldown'],
  'packages/esbuild-plugin/README.md': ['Scripts in TypeScript'],
}

/** All such headings, by the file. Of the site, the pages on how to start with each toolchain are such from their title on. */
async function readHeadings() {
  return { ...(await headingsOfReadmes()), ...(await headingsOfSite()) }
}

async function headingsOfSite() {
  const headings = {}
  for (const name of await readdir(join(root, 'docs/start'))) {
    const file = `docs/start/${name}`
    const parts = readmeParts(await readFile(join(root, file), 'utf8'))
    if (parts.flatMap(stepsOf).some(({ command }) => command !== undefined))
      headings[file] = [parts[0].titles[0]]
  }
  return headings
}

async function headingsOfReadmes() {
  const packages = (await readdir(join(root, 'packages'))).map((name) => `packages/${name}/README.md`)
  const headings = {}
  for (const file of ['README.md', ...packages]) {
    const parts = readmeParts(await readFile(join(root, file), 'utf8').catch(() => ''))
    const hasQuickStart = parts.some(({ titles }) => titles.includes(quickStart))
    if (hasQuickStart) headings[file] = [quickStart, ...(otherHeadings[file] ?? [])]
  }
  return headings
}

/**
 * What is tried beside all of it with npm on the oldest Node: package manager, major release of Node, and what the name of a
 * quick start begins with. The first of each is tried also where time is short.
 */
const others = [
  ['pnpm', 20, 'README.md: Quick start'],
  ['pnpm', 20, 'packages/webpack-plugin/README.md: Quick start, An existing connector'],
  ['pnpm', 20, 'packages/esbuild-plugin/README.md: Quick start, An existing connector'],
  ['pnpm', 20, 'packages/vite-plugin/README.md: Scripts in TypeScript'],
  ['yarn', 20, 'docs/start/vite.md: Vite, An existing connector'],
  ['yarn', 20, 'README.md: Quick start, A new connector'],
  ['yarn', 20, 'README.md: Quick start, An existing connector'],
  ['yarn', 20, 'packages/esbuild-plugin/README.md: Quick start, An existing connector'],
  ['yarn', 20, 'packages/vite-plugin/README.md: Scripts in TypeScript'],
  ['yarn', 20, 'packages/webpack-plugin/README.md: Quick start, A new connector'],
  ['npm', 24, 'README.md: Quick start, A new connector'],
  ['npm', 22, 'README.md: Quick start, A new connector'],
]

/** The first of each package manager, and of npm that on another release of Node. */
const fewOthers = others.filter(([manager], index) => others.findIndex(([one]) => one === manager) === index)

/**
 * All that is to be tried, in the words of the READMEs.
 *
 * @param areFew - With other package managers and releases of Node only one quick start each.
 * @returns `manager`, `node`, the `name` of the quick start, and its `steps`, see `readme.mjs`.
 */
export async function allTrials(areFew) {
  const starts = []
  for (const [file, titles] of Object.entries(await readHeadings()))
    starts.push(...(await quickStarts(file, titles)))
  const trials = withoutRepetitions(starts).map((start) => ({ manager: 'npm', node: 20, ...start }))
  for (const [manager, node, name] of areFew ? fewOthers : others) {
    const chosen = starts.filter((start) => start.name.startsWith(name))
    if (chosen.length === 0) throw new Failure(`there is no quick start "${name}" any more`)
    trials.push(...chosen.map((start) => ({ manager, node, ...start })))
  }
  return trials
}

/** READMEs say the same in several places; it is tried once. */
function withoutRepetitions(starts) {
  const distinct = new Map()
  for (const { name, steps } of starts) {
    const key = JSON.stringify(steps)
    distinct.set(key, { name: distinct.has(key) ? `${distinct.get(key).name} = ${name}` : name, steps })
  }
  return [...distinct.values()]
}

async function quickStarts(file, titles) {
  const parts = readmeParts(await readFile(join(root, file), 'utf8'))
  return titles.flatMap((title) => {
    const starts = parts
      .filter((part) => part.titles.includes(title))
      .map((part) => ({
        name: `${file}: ${part.titles.slice(part.titles.indexOf(title)).join(', ')}`,
        steps: stepsOf(part),
      }))
      .filter(({ steps }) => steps.some(({ command }) => command !== undefined))
    if (starts.length === 0) throw new Failure(`${file} tells nothing to do under "${title}"`)
    return starts
  })
}

/**
 * The lines of READMEs that only install, which are tried by themselves: what comes after them needs a key elsewhere, and is
 * run with a stand-in for it by the command line's own tests.
 */
export async function installLines() {
  const headings = await readHeadings()
  const lines = []
  for (const name of await readdir(join(root, 'packages'))) {
    const file = `packages/${name}/README.md`
    const text = await readFile(join(root, file), 'utf8').catch(() => '')
    const parts = readmeParts(text).filter(
      ({ titles }) => !headings[file]?.some((title) => titles.includes(title)),
    )
    lines.push(
      ...parts
        .flatMap(stepsOf)
        .flatMap(({ command = '' }) => (/^npm install /.test(command) ? [command] : [])),
    )
  }
  return [...new Set(lines)]
}
