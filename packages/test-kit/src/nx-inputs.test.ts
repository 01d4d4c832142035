import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oracleNames } from './oracles.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '')
const run = promisify(execFile)

/** What decides whether Nx takes the result of an earlier run. */
interface Inputs {
  files: string[]
  runtime: string[]
  environment: string[]
}

/** Nx itself reads nx.json here: what it says is what it does. */
async function inputsOf(tasks: [project: string, target: string][]): Promise<Map<string, Inputs>> {
  const program = `
    const { createProjectGraphAsync } = require('nx/src/devkit-exports.js')
    const { HashPlanInspector } = require('nx/src/hasher/hash-plan-inspector.js')
    const tasks = JSON.parse(process.argv[1])
    createProjectGraphAsync().then(async (graph) => {
      const inspector = new HashPlanInspector(graph, process.cwd())
      await inspector.init()
      const inputs = tasks.map(([project, target]) => {
        const task = project + ':' + target
        return [task, inspector.inspectTaskInputs({ project, target })[task]]
      })
      process.stdout.write(JSON.stringify(inputs), () => process.exit())
    })`
  const { stdout } = await run(process.execPath, ['-e', program, JSON.stringify(tasks)], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return new Map(JSON.parse(stdout) as [string, Inputs][])
}

interface Package {
  folder: string
  name: string
  scripts: Record<string, string>
}

async function readPackages(): Promise<Package[]> {
  const folders = await readdir(join(root, 'packages'))
  return await Promise.all(
    folders.map(async (name) => {
      const folder = join(root, 'packages', name)
      const text = await readFile(join(folder, 'package.json'), 'utf8')
      return { folder, ...(JSON.parse(text) as { name: string; scripts: Record<string, string> }) }
    }),
  )
}

/** What is neither installed nor built is a source. */
function isSource(file: string): boolean {
  return !file.startsWith('..') && !/(?:^|\/)(?:node_modules|dist|build)\//.test(file)
}

/** What a build reads: the sources of TypeScript, its settings, and the programs with all that they import. */
async function filesReadBy({ folder, scripts }: Package): Promise<string[]> {
  const programs = [...(scripts.build ?? '').matchAll(/node (\S+\.mjs)/g)].map(([, file = '']) =>
    join(folder, file),
  )
  const isCompiled = /\btsc\b/.test(scripts.build ?? '')
  const files = isCompiled
    ? [...typescriptFiles(folder), ...(await settingsFiles(join(folder, 'tsconfig.json')))]
    : await sourceFiles(join(folder, 'src'))
  for (const program of programs) files.push(...(await modulesOf(program)))
  return [...new Set(files.map((file) => relative(root, file).replaceAll('\\', '/')))].filter(isSource)
}

/** Of a package that is only bundled; tests are not part of it. */
async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name))
  return names.map(({ parentPath, name }) => join(parentPath, name))
}

/** What tsc compiles, whether it has done so already or not. */
function typescriptFiles(folder: string): string[] {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
    },
  }
  const settings = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), {}, host)
  return settings?.fileNames ?? []
}

async function settingsFiles(file: string): Promise<string[]> {
  const [, base] = /"extends": "(.+?)"/.exec(await readFile(file, 'utf8')) ?? []
  return [file, ...(base === undefined ? [] : await settingsFiles(join(dirname(file), base)))]
}

async function modulesOf(file: string, known = new Set<string>()): Promise<Set<string>> {
  if (known.has(file)) return known
  known.add(file)
  const text = await readFile(file, 'utf8')
  for (const [, path = ''] of text.matchAll(/(?:from|import\() ?'(\.[^']+\.mjs)'/g)) {
    await modulesOf(join(dirname(file), path), known)
  }
  return known
}

let packages: Package[]
let inputs: Map<string, Inputs>
beforeAll(async () => {
  packages = await readPackages()
  inputs = await inputsOf(
    packages.flatMap(({ name, scripts }) =>
      ['build', 'test']
        .filter((target) => target in scripts)
        .map((target): [string, string] => [name, target]),
    ),
  )
})

it('whatever a build reads makes Nx build anew', async () => {
  const built = packages.filter(({ scripts }) => 'build' in scripts)
  expect(built.length).toBeGreaterThan(8)
  const all = new Set<string>()
  for (const one of built) {
    const known = new Set(inputs.get(`${one.name}:build`)?.files)
    const read = await filesReadBy(one)
    for (const file of read) all.add(file)
    expect({ forgotten: read.filter((file) => !known.has(file)) }, one.name).toEqual({ forgotten: [] })
  }
  for (const file of ['packages/core/src/testing/load-script.ts', 'tools/bundle.mjs', 'tsconfig.base.json']) {
    expect([...all]).toContain(file)
  }
})

it('tests run anew on another machine', () => {
  for (const { name, scripts } of packages) {
    if (!('test' in scripts)) continue
    expect(inputs.get(`${name}:test`)).toMatchObject({
      runtime: ['node tools/test-environment.mjs'],
      environment: expect.arrayContaining(['CI', 'JAVA_HOME']),
    })
  }
})

describe.skipIf(process.platform === 'win32')('what tests depend on', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacosmith-oracle-'))
  })
  afterAll(async () => await rm(folder, { recursive: true, force: true }))

  const environment = async (PATH: string): Promise<string> => {
    const program = join(root, 'tools', 'test-environment.mjs')
    return (await run(process.execPath, [program], { env: { PATH } })).stdout
  }

  it('is every oracle', async () => {
    const without = await environment(folder)
    for (const name of oracleNames) {
      expect(without).toContain(`\n${name}: missing\n`)
      await writeFile(join(folder, name), '')
      await chmod(join(folder, name), 0o755)
    }
    const found = await environment([folder, '/nowhere'].join(delimiter))
    for (const name of oracleNames) expect(found).toContain(`\n${name}: ${join(folder, name)} `)
  })
})
