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

it('the file that runs exists, and every input and output is in the sources', async () => {
  const { inputs, outputs, runs } = await actionFile()
  expect(runs).toEqual({ using: 'node24', main: 'dist/index.mjs' })
  await readFile(join(packageFolder, runs.main))
  const read = async (...names: string[]): Promise<string> =>
    (await Promise.all(names.map((name) => readFile(join(packageFolder, name), 'utf8')))).join('\n')
  const [inputCode, outputCode] = await Promise.all([
    read('src/inputs/inputs.ts', 'src/inputs/secrets.ts'),
    read('src/results/write-outputs.ts'),
  ])
  for (const name of Object.keys(inputs)) expect(inputCode).toContain(`'${name}'`)
  for (const name of Object.keys(outputs)) expect(outputCode).toMatch(new RegExp(`['\\s]${name}'?:`))
  const inCode = [...inputCode.matchAll(/(?:text|lines|flag|choice|take)\('([a-z0-9-]+)'/g)].map(
    ([, name]) => name,
  )
  expect(new Set(inCode)).toEqual(new Set(Object.keys(inputs)))
})

// With --update, vitest writes the tables of the README anew.
it('the tables of the README say what action.yml says, row by row', async () => {
  const path = join(packageFolder, 'README.md')
  const { inputs, outputs } = await actionFile()
  const shown = (value = ''): string =>
    value.startsWith('${{') ? "the job's token" : value && `\`${value}\``
  const tables = {
    input: Object.entries(inputs).map(([name, { description, default: value }]) => [
      `\`${name}\``,
      shown(value),
      description.trim(),
    ]),
    output: Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description.trim()]),
  }
  let text = await readFile(path, 'utf8')
  for (const [kind, rows] of Object.entries(tables)) {
    const head = new RegExp(`^\\| ${kind} \\|.*\\n\\|.*\\n(?:\\|.*\\n)*`, 'm')
    const [found = ''] = head.exec(text) ?? []
    expect(found).not.toBe('')
    const lines = rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    text = text.replace(found, () => `${found.split('\n').slice(0, 2).join('\n')}\n${lines.join('\n')}\n`)
  }
  await expect(text).toMatchFileSnapshot(path)
})
