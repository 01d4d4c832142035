import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const doors = {
  '.': 'index',
  './adapter': 'adapter',
  './signer': 'signer',
  './script': 'script',
  './testing': 'testing',
}

/** The names that a module exports, types too. One that does not name them each is an error. */
function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement
      if (!exportClause || !ts.isNamedExports(exportClause))
        throw new Error(`${file} exports what it does not name`)
      return exportClause.elements.map(({ name }) => name.text)
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText(source))
    }
    return [(statement as ts.DeclarationStatement).name?.getText(source) ?? 'default']
  })
}

// After a decision for a new name: npm run docs
it('opens each door for the names in doors.txt and no others', async () => {
  const text = Object.entries(doors).map(([door, file]) => {
    const names = exportedNames(join(import.meta.dirname, `${file}.ts`))
    expect(new Set(names).size, door).toBe(names.length)
    return `${door} (${names.length})\n${names
      .sort()
      .map((name) => `  ${name}\n`)
      .join('')}`
  })
  await expect(text.join('\n')).toMatchFileSnapshot('../doors.txt')
})

it('exports from the main door every function that the README lists, and lists every one', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const [, table = ''] = /## Functions\n([\s\S]*?)\n## /.exec(readme) ?? []
  const listed = [...table.matchAll(/`(\w+)(?:\(.*?\))?`/g)].map(([, name = '']) => name)
  const exported = exportedNames(join(import.meta.dirname, 'index.ts'))
  const functions = exported.filter((name) => /^[a-z]/.test(name))
  expect([...new Set(listed)].filter((name) => !exported.includes(name))).toEqual([])
  expect(functions.filter((name) => !listed.includes(name))).toEqual([])
})

it('has an entry in package.json for each door', () => {
  const { exports } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  expect(Object.keys(exports).filter((entry) => !/\.\w+$/.test(entry))).toEqual(Object.keys(doors))
})
