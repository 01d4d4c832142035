import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { type ActionFile, packageFolder } from '../testing/run-action.ts'

const actionFile = async (): Promise<ActionFile> =>
  parse(await readFile(join(packageFolder, 'action.yml'), 'utf8')) as ActionFile

it('dist is what the sources make, and starts where nothing else is', async () => {
  const address = pathToFileURL(join(packageFolder, 'bundle.mjs')).href
  const { bundleAction } = (await import(address)) as { bundleAction(): Promise<Record<string, string>> }
  for (const [name, text] of Object.entries(await bundleAction())) {
    const built = await readFile(join(packageFolder, 'dist', name), 'utf8')
    expect(built === text, `dist/${name} is stale: npm run build`).toBe(true)
  }
  const folder = await mkdtemp(join(tmpdir(), 'action-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(join(packageFolder, 'dist/index.mjs'), join(folder, 'index.mjs'))
  const environment = { PATH: process.env.PATH, GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder }
  const outcome = await promisify(execFile)(process.execPath, ['index.mjs'], {
    cwd: folder,
    env: environment,
  }).then(
    () => expect.unreachable('it found a connector'),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  expect(outcome).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^::error.*manifest\.xml/m),
    stderr: '',
  })
})

it('the file that runs exists, and every input and output is in the sources and in the README', async () => {
  const { inputs, outputs, runs } = await actionFile()
  expect(runs).toEqual({ using: 'node24', main: 'dist/index.mjs' })
  await readFile(join(packageFolder, runs.main))
  const read = async (...names: string[]): Promise<string> =>
    (await Promise.all(names.map((name) => readFile(join(packageFolder, name), 'utf8')))).join('\n')
  const [inputCode, outputCode, readme] = await Promise.all([
    read('src/inputs/inputs.ts', 'src/inputs/secrets.ts'),
    read('src/results/write-outputs.ts'),
    read('README.md'),
  ])
  for (const name of Object.keys(inputs)) expect(inputCode).toContain(`'${name}'`)
  for (const name of Object.keys(outputs)) expect(outputCode).toMatch(new RegExp(`['\\s]${name}'?:`))
  for (const name of [...Object.keys(inputs), ...Object.keys(outputs)])
    expect(readme).toContain(`\`${name}\``)
  const inCode = [...inputCode.matchAll(/(?:text|flag|choice|take)\('([a-z0-9-]+)'/g)].map(([, name]) => name)
  expect(inCode.toSorted()).toEqual(expect.arrayContaining(Object.keys(inputs).toSorted()))
  expect(new Set(inCode)).toEqual(new Set(Object.keys(inputs)))
})
