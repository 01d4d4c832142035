import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { folderOf, manifest } from '../testing/folder.ts'
import { findConnectors } from './find-connectors.ts'

let root: string
afterEach(async () => await rm(root, { recursive: true, force: true }))

async function found(files: Readonly<Record<string, string>>): Promise<string[][]> {
  root = await folderOf({ 'package.json': '{}', ...files })
  const connectors = findConnectors(Object.keys(files), root)
  return connectors.map(({ root: own, folder, config = [] }) => [own, folder, config].flat())
}

describe('the project of a connector', () => {
  it.each<[string, Readonly<Record<string, string>>, unknown[]]>([
    ['is its folder', { 'c/a/manifest.xml': manifest() }, [['c/a', 'c/a']]],
    [
      'is the folder above with a configuration, once',
      { 'a/connector/manifest.xml': manifest(), 'a/tacosmith.config.ts': '' },
      [['a', 'a/connector', 'a/tacosmith.config.ts']],
    ],
    [
      'is the package that it is in, wherever there',
      { 'a/package.json': '{}', 'a/src/taco/manifest.xml': manifest(), 'tacosmith.config.mjs': '' },
      [['a', 'a/src/taco', 'tacosmith.config.mjs']],
    ],
    [
      'is the folder with a project.json',
      { 'a/project.json': '{}', 'a/x/manifest.xml': manifest() },
      [['a', 'a/x']],
    ],
    ['is the workspace for the only one', { 'connector/manifest.xml': manifest() }, [['.', 'connector']]],
    ['is the workspace that is one', { 'manifest.xml': manifest() }, [['.', '.']]],
    [
      'is not the workspace for others',
      {
        'connectors/a/manifest.xml': manifest(),
        'connectors/b/manifest.xml': manifest(),
        'tacosmith.config.ts': '',
      },
      [
        ['connectors/a', 'connectors/a', 'tacosmith.config.ts'],
        ['connectors/b', 'connectors/b', 'tacosmith.config.ts'],
      ],
    ],
    [
      'has one connector: what lies beside it is test data',
      {
        'a/package.json': '{}',
        'a/connector/manifest.xml': manifest(),
        'a/test/bad/manifest.xml': manifest(),
      },
      [['a', 'a/connector']],
    ],
    [
      'is the folder of each where a package has several',
      { 'p/package.json': '{}', 'p/a/manifest.xml': manifest(), 'p/b/manifest.xml': manifest() },
      [
        ['p/a', 'p/a'],
        ['p/b', 'p/b'],
      ],
    ],
    ['is none for a shared configuration', { 'tacosmith.config.ts': '', 'x/tacosmith.config.mjs': '' }, []],
    [
      'is none for manifests of other things',
      {
        'a/manifest.xml': '<manifest/>',
        'b/manifest.xml': '<!-- <connector-plugin> --><x/>',
        'c/manifest.xml': '',
      },
      [],
    ],
    [
      'takes the nearest configuration',
      {
        'a/manifest.xml': manifest(),
        'a/tacosmith.config.mjs': '',
        'a/tacosmith.config.ts': '',
        'tacosmith.config.ts': '',
      },
      [['a', 'a', 'a/tacosmith.config.ts']],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await found(files)).toEqual(expected)
  })

  it('knows class and version, and does without them', async () => {
    root = await folderOf({
      'a/manifest.xml': manifest('acme', '1.2.3'),
      'b/manifest.xml': '\uFEFF<connector-plugin/>',
    })
    const connectors = findConnectors(['a/manifest.xml', 'b/manifest.xml', 'gone/manifest.xml'], root)
    expect(connectors.map(({ className, version }) => [className, version])).toEqual([
      ['acme', '1.2.3'],
      [undefined, undefined],
    ])
  })
})
