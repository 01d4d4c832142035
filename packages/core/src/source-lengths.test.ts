import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

/** The one of test-kit is for its long documents. */
const maximumLines = { file: 250, fileInTestKit: 300, function: 60, medianFile: 80 }

const packages = join(import.meta.dirname, '../..')
/** Without tests and `testing`, which hold long tables of cases, and without what is generated. */
const sources = readdirSync(packages)
  .flatMap((name) => filesBelow(join(packages, name, 'src')))
  .filter((path) => /(?<!\.test)\.ts$/.test(path) && !/[\\/]testing[\\/]/.test(path))
  .map((path) => ({ name: relative(packages, path), text: readFileSync(path, 'utf8') }))
  .filter(({ text }) => !/^\/\/ (Generated|Written) (from|by)/.test(text))

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
}

function linesOf(text: string): number {
  return text.trimEnd().split('\n').length
}

/** With their signatures; `name:line` of each. */
function longFunctions({ name, text }: { name: string; text: string }): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const lines = ts.isFunctionLike(node) ? linesOf(text.slice(node.getStart(file), node.end)) : 0
    if (lines > maximumLines.function) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
      found.push(`${name}:${line + 1} has ${lines} lines`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

it(`no function has more than ${maximumLines.function} lines`, () => {
  expect(sources.flatMap(longFunctions)).toEqual([])
})

it(`no file has more than ${maximumLines.file} lines, and half of them have ${maximumLines.medianFile} or fewer`, () => {
  const lengths = sources.map(({ name, text }) => ({ name, lines: linesOf(text) }))
  const limit = (name: string): number =>
    name.startsWith('test-kit') ? maximumLines.fileInTestKit : maximumLines.file
  expect(lengths.filter(({ name, lines }) => lines > limit(name))).toEqual([])
  const sorted = lengths.map(({ lines }) => lines).sort((one, other) => one - other)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(maximumLines.medianFile)
})
