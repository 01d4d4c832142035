import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const repository = join(import.meta.dirname, '../../..')
const { rooms, floors } = (await import(join(repository, '.dependency-cruiser.mjs'))) as {
  rooms: string[]
  floors: Record<string, string[]>
}

/** The folders of a room, without those that only tests use. */
function foldersIn(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (folder === '.' || entry.name !== 'testing'))
    .map(({ name }) => name)
}

it('the import rules know every room and every floor', () => {
  expect([...rooms].sort()).toEqual(foldersIn('.').sort())
  for (const [room, names] of Object.entries(floors)) {
    expect([...names].sort(), room).toEqual(foldersIn(room).sort())
  }
})

it('docs/architecture.md lists the rooms in the order of the import rules', () => {
  const text = readFileSync(join(repository, 'docs/architecture.md'), 'utf8')
  const [, table = ''] = /## The rooms of core\n([\s\S]*?)\n## /.exec(text) ?? []
  expect([...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, room]) => room)).toEqual(rooms)
  for (const [room, names] of Object.entries(floors)) {
    const row = table.split('\n').find((line) => line.startsWith(`| \`${room}\` |`))
    expect(row, room).toContain(names.map((name) => `\`${name}\``).join(', '))
  }
})

it('nothing but doors and errors.ts lies beside the rooms', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name))
  expect(files.sort()).toEqual([
    'adapter.ts',
    'errors.ts',
    'index.ts',
    'script.ts',
    'signer.ts',
    'testing.ts',
  ])
})
