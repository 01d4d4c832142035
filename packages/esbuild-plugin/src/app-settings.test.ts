import { symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { callScript, readTacoEntry, type TemporaryProject } from '@tacosmith/test-kit'
import type { BuildOptions, OutputFile, Plugin } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'
import { releases } from './testing/releases.ts'

const core = dirname(createRequire(import.meta.url).resolve('@tacosmith/core/package.json'))

/** A connector that shares modules and packages with an app. */
const scripts = {
  'connectionBuilder.ts': [
    'import { defineConnectionBuilder } from "@tacosmith/core/script"',
    'import { word } from "some-module"',
    'import commonjs from "@scope/some-commonjs"',
    'import { where } from "with-conditions"',
    'import { port } from "../src/shared"',
    '/** Über */',
    'class Address { constructor(readonly server = "none") {} }',
    'export default defineConnectionBuilder((attr) => {',
    '  debugger',
    '  return [new Address(attr.server).server, port(attr), word, commonjs.word_, where, "ü"]',
    '})',
  ].join('\n'),
  'connectionProperties.ts':
    'import { port } from "../src/shared"\nexport default (attr: Record<string, string>) => ({ port: port(attr), user_: "x" })',
}
const app = {
  'src/shared.ts':
    'export const port = (attr: Record<string, string>) => attr?.port ?? "5432"\nexport const onlyForTheApp = () => port({}) + "!"',
  'src/index.ts':
    'import { onlyForTheApp } from "./shared"\nimport { word } from "some-module"\nexport const started = onlyForTheApp() + word\nconsole.log(started)\nimport("./lazy")',
  'src/lazy.ts': 'import { port } from "./shared"\nexport const lazy = () => console.log("lazy", port({}))',
  'node_modules/some-module/package.json':
    '{ "name": "some-module", "type": "module", "main": "index.js", "sideEffects": false }',
  'node_modules/some-module/index.js': 'export const word = "module"\nexport const unused = () => "unused"',
  'node_modules/@scope/some-commonjs/package.json': '{ "name": "@scope/some-commonjs" }',
  'node_modules/@scope/some-commonjs/index.js': 'exports.word_ = "commonjs"',
  'node_modules/with-conditions/package.json':
    '{ "name": "with-conditions", "type": "module", "exports": { "node": "./node.js", "default": "./index.js" } }',
  'node_modules/with-conditions/index.js': 'export const where = "anywhere"',
  'node_modules/with-conditions/node.js': 'import fs from "fs"\nexport const where = fs.readFileSync("x")',
}

const leavesPackagesOut: Plugin = {
  name: 'leaves-packages-out',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    )
  },
}

const changesSettings: Plugin = {
  name: 'changes-settings',
  setup({ initialOptions }) {
    Object.assign(initialOptions, { minify: true, keepNames: true, banner: { js: '/* banner */' } })
  },
}

const changesOutput: Plugin = {
  name: 'changes-output',
  setup({ onEnd }) {
    onEnd(({ outputFiles = [] }) => {
      for (const file of outputFiles.filter(({ path }) => path.endsWith('.js'))) {
        file.contents = Buffer.concat([Buffer.from('/* changed */'), file.contents])
      }
    })
  },
}

const loadsTheEntry: Plugin = {
  name: 'loads-the-entry',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^made$/ }, ({ path }) => ({ path, namespace: 'made' }))
    onLoad({ filter: /./, namespace: 'made' }, () => ({ contents: 'export default "made"' }))
    onLoad({ filter: /src.index\.ts$/ }, () => ({
      contents: 'import made from "made"\nconsole.log(made)',
      resolveDir: '/',
    }))
  },
}

const looksOn: Plugin = { name: 'looks-on', setup: ({ onLoad }) => onLoad({ filter: /.*/ }, () => undefined) }

/** Settings of an app, none of which transforms the connector's sources. */
const settings: Record<string, BuildOptions> = {
  nothing: {},
  'banner and footer': { banner: { js: '/* banner */', css: '/* x */' }, footer: { js: '/* footer */' } },
  minify: { minify: true },
  'parts of minify': { minifyIdentifiers: true, minifySyntax: true, minifyWhitespace: true },
  keepNames: { keepNames: true },
  'format cjs': { format: 'cjs' },
  'format iife': { format: 'iife', globalName: 'App', splitting: false },
  'platform node': { platform: 'node' },
  'platform neutral': { platform: 'neutral' },
  mangleProps: { mangleProps: /_$/, mangleQuoted: true, reserveProps: /x/ },
  drop: { drop: ['console', 'debugger'] },
  dropLabels: { dropLabels: ['DEV'] },
  treeShaking: { treeShaking: false, ignoreAnnotations: true },
  pure: { pure: ['port', 'defineConnectionBuilder'] },
  lineLimit: { lineLimit: 80 },
  target: { target: ['es2017', 'node12'], supported: { 'class-field': false } },
  charset: { charset: 'ascii', legalComments: 'external' },
  'source maps': { sourcemap: 'inline', sourceRoot: '/x', sourcesContent: false },
  'no source maps': { sourcemap: false },
  'names of files': {
    entryNames: 'x/[hash]',
    chunkNames: '[hash]-x',
    assetNames: 'y',
    outExtension: { '.js': '.mjs' },
    outbase: '.',
    publicPath: 'https://x',
  },
  'a metafile': { metafile: true },
  external: { external: ['some-module', '@scope/*', '@tacosmith/core'] },
  'packages: external': { packages: 'external' },
  'a plugin that leaves packages out': { plugins: [leavesPackagesOut] },
  'a plugin that changes settings': { plugins: [changesSettings] },
  'a plugin that changes output': { plugins: [changesOutput] },
  'a plugin that loads modules': { plugins: [loadsTheEntry] },
  'a plugin that looks on': { plugins: [looksOn] },
  'a plugin that nobody can change': { plugins: [Object.freeze({ ...loadsTheEntry })] },
}

describe.each(releases)('esbuild %s', (_name, esbuild) => {
  let project: TemporaryProject
  let alone: object
  beforeAll(async () => {
    project = await connectorProject(scripts)
    await project.write({ ...app, 'node_modules/@tacosmith/README': '' })
    await symlink(core, join(project.root, 'node_modules/@tacosmith/core'))
    alone = await packed(await build({ plugins: [tacosmith()] }))
  })
  afterAll(() => project.dispose())

  const build = async (options: BuildOptions) => {
    const all = {
      absWorkingDir: project.root,
      logLevel: 'silent',
      outdir: 'dist',
      write: false,
      ...options,
    } as const
    const { outputFiles, warnings } = await esbuild.build(all)
    expect(warnings).toEqual([])
    return outputFiles ?? []
  }
  const isTaco = ({ path }: OutputFile) => path.endsWith('.taco')
  const packed = async (files: OutputFile[]) => {
    const { contents = new Uint8Array() } = files.find(isTaco) ?? {}
    return {
      builder: await readTacoEntry(contents, 'connectionBuilder.js'),
      properties: await readTacoEntry(contents, 'connectionProperties.js'),
    }
  }

  it.each(Object.keys(settings))('%s and the connector leave each other alone', async (name) => {
    const { plugins = [], ...own } = settings[name] as BuildOptions
    const beside: BuildOptions = {
      entryPoints: ['src/index.ts'],
      bundle: true,
      format: 'esm',
      splitting: true,
      ...own,
    }
    if (beside.format !== 'esm') beside.splitting = false
    const before = await build({ ...beside, plugins })
    const ofApp = (files: OutputFile[]) =>
      files.filter((file) => !isTaco(file)).map(({ path, text }) => [path, text])
    // Whoever comes after tacosmith sees its .taco, and may change that too.
    const orders =
      name === 'a plugin that changes output'
        ? [[...plugins, tacosmith()]]
        : [
            [...plugins, tacosmith()],
            [tacosmith(), ...plugins],
          ]
    for (const order of orders) {
      const after = await build({ ...beside, plugins: order })
      expect(await packed(after)).toEqual(alone)
      expect(ofApp(after)).toEqual(ofApp(before))
    }
  })

  it('bundles packages whatever is external, also where the connector is all there is', async () => {
    expect((alone as { builder: string }).builder).toMatch(/Address = class[\s\S]*"ü"/)
    for (const own of [
      { external: ['some-module'] },
      { packages: 'external' as const },
      { platform: 'node' as const },
    ]) {
      const { builder } = (await packed(await build({ ...own, plugins: [tacosmith()] }))) as {
        builder: string
      }
      expect(callScript(builder, { server: 'db' })).toEqual([
        'db',
        '5432',
        'module',
        'commonjs',
        'anywhere',
        'ü',
      ])
    }
  })
})
