import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const read = (name: string): Promise<string> => readFile(join(place.folder, name), 'utf8')

interface Settings {
  'xml.fileAssociations': { pattern: string; systemId: string }[]
}
interface Tasks {
  tasks: { label: string; command: string }[]
}

const own = inConnectorFolder(minimalConnector())

describe('init --vscode', () => {
  it('writes what create writes, with commands that need no scripts', async () => {
    place = await workplace(own)
    const { exitCode, stdout } = await place.run(['init', '--vscode'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(
      [
        'tacosmith.config.js      new',
        'package.json             new',
        '.gitignore               new',
        '.vscode/settings.json    new',
        '.vscode/extensions.json  new',
        '.vscode/tasks.json       new',
      ].join('\n'),
    )
    await place.run(['create', 'other', '--yes'])
    for (const name of ['settings', 'extensions'])
      expect(await read(`.vscode/${name}.json`)).toBe(await read(`other/.vscode/${name}.json`))
    const { tasks } = JSON.parse(await read('.vscode/tasks.json')) as Tasks
    expect(tasks.map(({ label, command }) => [label, command])).toEqual([
      ['tacosmith: validate', 'npx tacosmith validate'],
      ['tacosmith: build', 'npx tacosmith build'],
      ['tacosmith: preview', 'npx tacosmith preview'],
      ['tacosmith: test', 'npx tacosmith test'],
    ])
    const created = JSON.parse(await read('other/.vscode/tasks.json')) as Tasks
    expect(tasks[0]).toEqual(created.tasks[0])
    const again = await place.run(['init', '--vscode'])
    expect(again.stdout).toBe('Nothing to add: tacosmith is already set up in this folder.\n')
  })

  it('writes none of it unasked', async () => {
    place = await workplace(own)
    await place.run(['init'])
    expect((await place.files()).filter((name) => name.startsWith('.vscode'))).toEqual([])
  })

  it('looks everywhere for files of a connector whose folder is the project', async () => {
    place = await workplace(minimalConnector())
    await place.run(['init', '--vscode'])
    const { 'xml.fileAssociations': all } = JSON.parse(await read('.vscode/settings.json')) as Settings
    expect(all.map(({ pattern }) => pattern)).toEqual(
      expect.arrayContaining(['**/manifest.xml', '**/oauth-config*.xml', '**/*.tdr']),
    )
  })

  it('adds to files that are there, with their comments, and says what it left', async () => {
    place = await workplace({
      ...own,
      '.vscode/settings.json': [
        '{',
        '    // ours',
        '    "editor.tabSize": 4,',
        '    "files.associations": { "*.tdr": "plaintext" },',
        '    "xml.fileAssociations": [',
        '        { "pattern": "**/*.tdd", "systemId": "./our.xsd" },',
        '    ],',
        '}',
        '',
      ].join('\n'),
      '.vscode/tasks.json':
        '{ "version": "2.0.0", "tasks": [{ "label": "tacosmith: build", "command": "make" }] }\n',
      '.vscode/extensions.json': '{ "recommendations": ["redhat.vscode-xml", "ours.ext"] }\n',
    })
    const { exitCode, stdout } = await place.run(['init', '--vscode'])
    expect(exitCode).toBe(0)
    const left = stdout.slice(stdout.indexOf('Left unchanged:'), stdout.indexOf('\n\nNext:'))
    expect(left).toBe(
      [
        'Left unchanged:',
        '  .vscode/settings.json: files.associations *.tdr',
        '  .vscode/settings.json: xml.fileAssociations **/*.tdd',
        '  .vscode/tasks.json: tasks tacosmith: build',
      ].join('\n'),
    )
    const settings = await read('.vscode/settings.json')
    expect(settings).toMatch(/^\{\n {4}\/\/ ours\n {4}"editor\.tabSize": 4,\n/)
    expect(settings).toContain('"*.tdr": "plaintext"')
    expect(settings).toContain('"systemId": "./our.xsd"')
    expect(settings).toContain('"pattern": "**/connector/manifest.xml"')
    expect(settings).not.toContain('schemas/dialect.xsd')
    expect(await read('.vscode/tasks.json')).toContain('"label": "tacosmith: validate"')
    expect(await read('.vscode/tasks.json')).toContain('"command": "make"')
    expect(await read('.vscode/extensions.json')).toContain('["redhat.vscode-xml", "ours.ext"]')
    const before = settings + (await read('.vscode/tasks.json'))
    expect((await place.run(['init', '--vscode'])).stdout).toContain('Nothing to add')
    expect((await read('.vscode/settings.json')) + (await read('.vscode/tasks.json'))).toBe(before)
  })

  it.each(['{ "tasks": [', '[]', ''])('leaves a file alone that holds %j', async (text) => {
    place = await workplace({ ...own, '.vscode/tasks.json': text })
    const { exitCode, stdout } = await place.run(['init', '--vscode'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('  .vscode/tasks.json: everything, since it is not JSON that')
    expect(await read('.vscode/tasks.json')).toBe(text)
    expect(await place.files()).toContain('.vscode/settings.json')
  })
})
