import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { type ActionFile, packageFolder } from '../testing/run-action.ts'

const actionFile = async (): Promise<ActionFile> =>
  parse(await readFile(join(packageFolder, 'action.yml'), 'utf8')) as ActionFile

it('dist is what the sources make; npm run bundle -w packages/github-action makes it anew', async () => {
  const address = pathToFileURL(join(packageFolder, 'bundle.mjs')).href
  const { bundleAction } = (await import(address)) as { bundleAction(): Promise<Record<string, string>> }
  for (const [name, text] of Object.entries(await bundleAction())) {
    const committed = await readFile(join(packageFolder, 'dist', name), 'utf8')
    expect(committed === text, `dist/${name} is stale`).toBe(true)
  }
})

it('the file that runs exists, and every input and output is in the sources and in the README', async () => {
  const { inputs, outputs, runs } = await actionFile()
  expect(runs).toEqual({ using: 'node24', main: 'dist/index.mjs' })
  await readFile(join(packageFolder, runs.main))
  const read = async (...names: string[]): Promise<string> =>
    (await Promise.all(names.map((name) => readFile(join(packageFolder, name), 'utf8')))).join('\n')
  const [inputCode, outputCode, readme] = await Promise.all([
    read('src/inputs.ts', 'src/secrets.ts'),
    read('src/write-outputs.ts'),
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
