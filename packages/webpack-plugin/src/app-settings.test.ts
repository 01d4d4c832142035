import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import { appSettings } from './testing/app-settings.ts'
import { type BundlerProject, buildOnce, bundlerProject, bundlers } from './testing/bundler-project.ts'

const scriptTypes = createRequire(import.meta.url).resolve('@tacosmith/core/script')

/** Scripts that import all that a script can, in part what the app imports too. */
const scripts = {
  'connector/connectionBuilder.js': undefined,
  'connector/connectionProperties.js': undefined,
  'connector/connectionBuilder.ts': [
    'import { defineConnectionBuilder } from "@tacosmith/core/script"',
    'import words from "some-commonjs"',
    'import { exported } from "some-module"',
    'import { where } from "with-conditions"',
    'import { port } from "../src/shared"',
    'import settings from "./settings.json"',
    'const { driver } = settings',
    'class Address { constructor(readonly server = "none") {} }',
    'export default defineConnectionBuilder((attr) => {',
    '  const { server, ...others } = attr as Record<string, string>',
    '  return [driver, new Address(server).server, port(others), exported(), words.word, where]',
    '})',
  ].join('\n'),
  'connector/connectionProperties.ts':
    'import { port } from "../src/shared"\nimport { name } from "../src/constants"\nexport default (attr: Record<string, string>) => ({ user: attr.username, port: port(attr), name })',
  'connector/settings.json': '{ "driver": "brook", "unused": "x" }',
}

const app = {
  'src/shared.ts':
    'export const port = (attr: Record<string, string>) => attr?.port ?? "5432"\nexport const onlyForTheApp = () => port({}) + "!"',
  'src/constants.ts': 'export const name = "a constant"\nexport const other = 2',
  'src/index.ts': [
    'import { onlyForTheApp } from "./shared"',
    'import words from "some-commonjs"',
    'import { other } from "./constants"',
    'export const started = onlyForTheApp() + words.word + other',
    'console.log(started)',
    'import("./lazy").then(({ lazy }) => lazy())',
  ].join('\n'),
  'src/second.ts': 'import { port } from "./shared"\nconsole.log("second", port({}))',
  'src/lazy.ts': 'import { port } from "./shared"\nexport const lazy = () => console.log("lazy", port({}))',
  'node_modules/some-module/package.json':
    '{ "name": "some-module", "type": "module", "main": "index.js", "sideEffects": false }',
  'node_modules/some-module/index.js':
    'export const exported = () => "from a package"\nexport const unused = () => "unused"',
  'node_modules/some-commonjs/package.json': '{ "name": "some-commonjs" }',
  'node_modules/some-commonjs/index.js': 'module.exports = { word: "word" }',
  'node_modules/with-conditions/package.json':
    '{ "name": "with-conditions", "type": "module", "exports": { "node": "./node.js", "worker": "./node.js", "default": "./index.js" } }',
  'node_modules/with-conditions/index.js': 'export const where = "anywhere"',
  'node_modules/with-conditions/node.js': 'import fs from "fs"\nexport const where = fs.readFileSync("x")',
}

function optimizationOf(settings: { optimization?: object } = {}): object {
  return settings.optimization ?? {}
}

describe.each(bundlers)('$name', (bundler) => {
  let project: BundlerProject
  let alone: object
  beforeAll(async () => {
    project = await bundlerProject(bundler, { ...scripts, ...app })
    await build({ plugins: [new TacosmithPlugin()] })
    alone = await packed()
  })
  afterAll(() => project.dispose())

  const build = async (config: object) => {
    await project.remove('dist')
    const { errors } = await buildOnce(bundler, {
      ...project.config({}),
      module: { rules: [bundler.untargetedTypescript()] },
      resolve: { extensions: ['.ts', '.js'], alias: { '@tacosmith/core/script$': scriptTypes } },
      entry: {},
      ...config,
      output: { ...(config as { output?: object }).output, path: join(project.root, 'dist') },
    })
    expect(errors).toEqual([])
  }
  const packed = async () => ({
    builder: await project.readTaco('connectionBuilder.js'),
    properties: await project.readTaco('connectionProperties.js'),
  })
  const ownOutput = async () => {
    const names = (await project.output()).filter((name) => /\.[a-z]+$/.test(name) && !name.endsWith('.taco'))
    const texts = await Promise.all(names.map((name) => readFile(join(project.root, 'dist', name), 'latin1')))
    // Lazy compilation asks a server at any free port.
    const files = texts.map((text) => text.replaceAll(/localhost%3A\d+|localhost:\d+/g, 'localhost'))
    return files.map((file, index) => [names[index], createHash('sha256').update(file).digest('hex')])
  }

  // Each list of settings belongs to one build: plugins may remember it.
  it.each(Object.keys(appSettings(bundler)))('%s and the connector leave each other alone', async (name) => {
    const settings = () => {
      const of = appSettings(bundler)[name]
      return {
        ...{ entry: './src/index.ts', plugins: [], ...of },
        ...(name !== 'nothing' && { optimization: { ...bundler.quickMinimizer, ...optimizationOf(of) } }),
      }
    }
    await build(settings())
    const before = await ownOutput()
    expect(before).not.toEqual([])
    const beside = settings()
    await build({ ...beside, plugins: [...beside.plugins, new TacosmithPlugin()] })
    expect.soft(await packed()).toEqual(alone)
    expect(await ownOutput()).toEqual(before)
  })
})
