import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runNode } from '../testing/npm-project.ts'
import { inConnectorFolder } from '../testing/run-cli.ts'

const packages = fileURLToPath(new URL('../../..', import.meta.url))

let root: string
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'later-version-')))
  const copy = join(root, 'cli')
  for (const name of ['bin', 'dist']) {
    await cp(join(packages, 'cli', name), join(copy, name), { recursive: true })
  }
  const manifest = JSON.parse(await readFile(join(packages, 'cli/package.json'), 'utf8'))
  await writeFile(join(copy, 'package.json'), JSON.stringify({ ...manifest, version: '3.2.0' }))
  await symlink(join(packages, '../node_modules'), join(root, 'node_modules'), 'junction')
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function tacosmith(cwd: string, ...words: string[]): Promise<void> {
  const program = join(root, 'cli/bin/tacosmith.cjs')
  expect(await runNode(cwd, [program, ...words], join(root, 'home'))).toMatchObject({ exitCode: 0 })
}

/** The ranges of this project's packages that a package.json has. */
async function ownRanges(project: string): Promise<Record<string, string>> {
  const { devDependencies } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  return Object.fromEntries(
    Object.entries(devDependencies).filter(([name]) => name.startsWith('@tacosmith/')),
  )
}

it.each(['none', 'vite', 'webpack', 'esbuild'])(
  'create gives all packages its own version: %s',
  async (bundler) => {
    await tacosmith(root, 'create', `with-${bundler}`, '--yes', '--bundler', bundler)
    const ranges = await ownRanges(join(root, `with-${bundler}`))
    const plugins = bundler === 'none' ? [] : [`@tacosmith/${bundler}-plugin`]
    expect(ranges).toEqual(
      Object.fromEntries(['@tacosmith/cli', '@tacosmith/core', ...plugins].map((name) => [name, '^3.2.0'])),
    )
  },
)

it('create names the action by its own major version', async () => {
  await tacosmith(root, 'create', 'with-action', '--yes', '--github')
  const workflow = await readFile(join(root, 'with-action/.github/workflows/build.yml'), 'utf8')
  expect(workflow.match(/github-action@\S+/g)).toSatisfy(
    (used: string[]) => used.length > 0 && used.every((one) => one === 'github-action@v3'),
  )
})

it('init gives all packages its own version', async () => {
  const project = join(root, 'present')
  for (const [path, content] of Object.entries(inConnectorFolder(minimalConnector()))) {
    await mkdir(dirname(join(project, path)), { recursive: true })
    await writeFile(join(project, path), content)
  }
  await tacosmith(project, 'init')
  expect(await ownRanges(project)).toEqual({ '@tacosmith/cli': '^3.2.0', '@tacosmith/core': '^3.2.0' })
})
