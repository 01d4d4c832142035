import { readFile } from 'node:fs/promises'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { namedConnector } from '../testing/several-connectors.ts'
import { severalSection } from './cli-page-several.ts'

let place: Workplace
afterEach(() => place.dispose())

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
const codeIn = (text: string, language: string) =>
  [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, kind, code = '']) =>
    kind === language ? [code] : [],
  )

const warned = {
  'manifest.xml': replaceIn(
    minimalConnector()['manifest.xml'],
    'https://brook.example/support',
    'http://brook.example',
  ),
}
const projects = {
  'packages/orders/package.json': '{}',
  ...namedConnector('packages/orders/connector', 'orders', warned),
  'packages/stock/package.json': '{}',
  ...namedConnector('packages/stock/connector', 'stock', warned),
}

/** The words of a command line as shells read them. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([whole, quoted]) => quoted ?? whole)

it('the example of several connectors in the README works', async () => {
  const section = readme.slice(readme.indexOf('## Several connectors'))
  const text = section.slice(0, section.indexOf('\n## ', 3))
  const configurations = codeIn(text, 'js').map((code): [string, string] => {
    const [, name = ''] = /^\/\/ (\S+)/.exec(code) ?? []
    return [name, code]
  })
  const names = ['tacosmith.config.mjs', 'packages/orders/tacosmith.config.mjs']
  expect(configurations.map(([name]) => name)).toEqual(names)
  place = await workplace({ 'package.json': '{}', ...projects, ...Object.fromEntries(configurations) })
  const [command = ''] = codeIn(text, 'sh')
  const [npx, program, ...words] = wordsOf(command.trim())
  expect([npx, program]).toEqual(['npx', 'tacosmith'])
  const { exitCode, stdout, stderr } = await place.run(words)
  // The warnings of one are errors, as its configuration says.
  expect(exitCode, stderr).toBe(1)
  expect(stderr.match(/warning\[https-only\]/g)).toHaveLength(2)
  expect(stdout).toMatch(/^packages\/orders .* not built$/m)
  expect(stdout).toMatch(/^packages\/stock .* until \S+ +packages\/stock\/dist\/stock_jdbc-v1\.0\.0\.taco$/m)
})

it('the examples of docs/cli.md work', async () => {
  const text = severalSection.join('\n\n')
  const [root = '', orders = ''] = codeIn(text, 'js')
  place = await workplace({
    ...namedConnector('connectors/orders', 'orders'),
    ...namedConnector('connectors/stock', 'stock'),
    ...projects,
    'tacosmith.config.mjs': root.replace(/ {2}sign: .*\n/, "  sign: 'development',\n"),
    'packages/orders/tacosmith.config.mjs': orders,
  })
  expect(root).toContain("sign: { keystore: 'keys/release.p12'")
  const [validate = '', build = ''] = codeIn(text, 'sh').join('').split('\n')
  const checked = await place.run(wordsOf(validate.replace(/ > .*/, '')).slice(1))
  expect(checked).toMatchObject({ exitCode: 0, stderr: '' })
  expect(checked.stdout.match(/<testsuite /g)).toHaveLength(2)
  const built = await place.run(wordsOf(build).slice(1))
  expect(built.exitCode, built.stderr).toBe(0)
  expect((await place.files()).filter((name) => name.endsWith('.taco'))).toEqual([
    'dist/orders_jdbc-v1.0.0.taco',
    'dist/stock_jdbc-v1.0.0.taco',
  ])
  const packages = await place.run(['build', 'packages/*'])
  expect(packages.stdout).toMatch(/^packages\/orders .* not built$/m)
  expect(packages.stdout).toContain('packages/stock/dist/stock_jdbc-v1.0.0.taco')
})
