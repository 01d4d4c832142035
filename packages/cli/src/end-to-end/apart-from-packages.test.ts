import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

const cli = fileURLToPath(new URL('../../', import.meta.url))
let folder: string

// As npx installs it: beside it lies what it depends on, and nothing else of the workspace.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-apart-'))
  const modules = join(folder, 'npx', 'node_modules')
  const { dependencies } = JSON.parse(await readFile(join(cli, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    const target = join(cli, '../../node_modules', name)
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(target, join(modules, name), 'junction')
  }
  for (const part of ['bin', 'dist', 'package.json'])
    await cp(join(cli, part), join(modules, '@tacosmith/cli', part), { recursive: true })
  await mkdir(join(folder, 'project', 'connector'), { recursive: true })
  for (const [path, text] of Object.entries(minimalConnector()))
    await writeFile(join(folder, 'project', 'connector', path), text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(...words: string[]): Promise<{ exitCode: unknown; output: string }> {
  const program = join(folder, 'npx/node_modules/@tacosmith/cli/bin/tacosmith.cjs')
  return await new Promise((resolve) =>
    execFile(
      process.execPath,
      [program, ...words],
      { cwd: join(folder, 'project'), env: { ...process.env, TACOSMITH_HOME: join(folder, 'home') } },
      (error, stdout, stderr) => resolve({ exitCode: error?.code ?? 0, output: stdout + stderr }),
    ),
  )
}

it('checks XML and tries scripts', async () => {
  const { exitCode, output } = await run('validate', 'connector', '--verbose')
  expect([exitCode, output]).toEqual([0, expect.stringContaining('XML engine: libxml2-wasm')])
  expect(output).not.toMatch(/^error/m)
})

it('builds and signs', async () => {
  const { exitCode, output } = await run('build', 'connector', '--sign', 'development')
  expect([exitCode, output]).toEqual([0, expect.stringContaining('tacosmith development certificate')])
})

it('has one script engine, whoever starts it and whoever waits for it', async () => {
  const holding: string[] = []
  for (const name of await readdir(join(cli, 'dist'))) {
    if (!name.endsWith('.cjs')) continue
    const text = await readFile(join(cli, 'dist', name), 'utf8')
    if (text.includes('receiveMessageOnPort, workerData')) holding.push(name)
  }
  expect(holding).toEqual(['running-engine.cjs'])
})
