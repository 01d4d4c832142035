import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { linkPackages, runScript } from '../testing/npm-project.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const read = (name: string): Promise<string> => readFile(join(place.folder, name), 'utf8')

async function contents(): Promise<Record<string, string>> {
  const names = await place.files()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])))
}

describe('init', () => {
  it('sets up a project around a connector that builds then', async () => {
    place = await workplace(inConnectorFolder(minimalConnector()))
    const { exitCode, stdout, stderr } = await place.run(['init'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "tacosmith.config.js   new
      package.json          new
      .gitignore            new

      Next:
        npm install
        npx tacosmith validate

      npx tacosmith preview shows the connection dialog in the browser, and keeps what you
      type as scenarios for npx tacosmith test.
      "
    `)
    expect(await read('tacosmith.config.js')).toContain("connector: 'connector'")
    await linkPackages(place.folder)
    for (const script of ['validate', 'build']) {
      const outcome = await runScript(place.folder, script, `${place.folder}-home`)
      expect(outcome.exitCode, outcome.stdout + outcome.stderr).toBe(0)
    }
  })

  it('changes nothing the second time', async () => {
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'package.json': '{"type": "module"}',
    })
    await place.run(['init'])
    const before = await contents()
    expect(await place.run(['init'])).toEqual({
      exitCode: 0,
      stdout: 'Nothing to add: tacosmith is already set up in this folder.\n',
      stderr: '',
    })
    expect(await contents()).toEqual(before)
  })

  it('adds to the files that are there, in their own manner, and overwrites nothing', async () => {
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'package.json': [
        '{',
        '\t"name": "mine", "files": ["a", "b"],',
        '\t"scripts": {',
        '\t\t"build": "vite build"',
        '\t},',
        '\t"dependencies": { "@tacosmith/core": "^0.0.9" }',
        '}',
      ].join('\r\n'),
      '.gitignore': 'node_modules\r\n/dist/',
    })
    const { stdout } = await place.run(['init'])
    expect(stdout).toMatchInlineSnapshot(`
      "tacosmith.config.mjs  new
      package.json          added script validate, devDependency @tacosmith/cli,
                            allowScripts esbuild
      .gitignore            added .tacosmith/, *.taco, *.p12, *.pfx, *.jks
      Left unchanged:
        package.json: script build ("vite build")

      Next:
        npm install
        npx tacosmith validate

      npx tacosmith preview shows the connection dialog in the browser, and keeps what you
      type as scenarios for npx tacosmith test.
      "
    `)
    expect((await read('package.json')).split('\r\n')).toMatchInlineSnapshot(`
      [
        "{",
        "	"name": "mine", "files": ["a", "b"],",
        "	"scripts": {",
        "		"build": "vite build",",
        "		"validate": "tacosmith validate"",
        "	},",
        "	"dependencies": {",
        "		"@tacosmith/core": "^0.0.9"",
        "	},",
        "	"devDependencies": {",
        "		"@tacosmith/cli": "^0.1.0"",
        "	},",
        "	"allowScripts": {",
        "		"esbuild": true",
        "	}",
        "}",
      ]
    `)
    expect(await read('.gitignore')).toBe(
      'node_modules\r\n/dist/\r\n.tacosmith/\r\n*.taco\r\n*.p12\r\n*.pfx\r\n*.jks\r\n',
    )
    // A package of CommonJS modules.
    expect(await place.files()).toContain('tacosmith.config.mjs')
    // Also where nothing is installed, as with npx.
    expect(await place.run(['validate'])).toMatchObject({ exitCode: 0, stderr: '' })
    await linkPackages(place.folder)
    expect((await place.run(['validate'])).exitCode).toBe(0)
  })

  it('says for npm whose install scripts run, unless that is decided already or a project above decides', async () => {
    const connector = inConnectorFolder(minimalConnector())
    place = await workplace({
      ...connector,
      'package.json': '{ "allowScripts": { "esbuild@0.28.2": false } }',
      ...Object.fromEntries(Object.entries(connector).map(([path, text]) => [`member/${path}`, text])),
      'member/package.json': '{}',
    })
    expect((await place.run(['init'])).stdout).not.toContain('allowScripts')
    expect((await place.run(['init', 'member'])).stdout).not.toContain('allowScripts')
    await place.write({ 'package.json': '{}' })
    expect((await place.run(['init'])).stdout).toContain('allowScripts esbuild')
    expect(JSON.parse(await read('package.json'))).toMatchObject({ allowScripts: { esbuild: true } })
  })

  it('says for pnpm whose install scripts run', async () => {
    const connector = inConnectorFolder(minimalConnector())
    place = await workplace({ ...connector, 'pnpm-lock.yaml': '' })
    const { stdout } = await place.run(['init'])
    expect(stdout).toContain('pnpm-workspace.yaml   new')
    expect(stdout).toContain('Next:\n  pnpm install\n  pnpm exec tacosmith validate\n')
    expect(await read('pnpm-workspace.yaml')).toMatchInlineSnapshot(`
      "# For pnpm only: whose install scripts run.
      allowBuilds:
        esbuild: true
      "
    `)
    expect((await place.run(['init'])).stdout).toContain('Nothing to add')
  })

  it('adds to the pnpm-workspace.yaml that is there, and nothing where it says of install scripts', async () => {
    const own = { ...inConnectorFolder(minimalConnector()), 'pnpm-lock.yaml': '' }
    place = await workplace({ ...own, 'pnpm-workspace.yaml': 'nodeLinker: hoisted' })
    await place.run(['init'])
    expect(await read('pnpm-workspace.yaml')).toMatch(
      /^nodeLinker: hoisted\nallowBuilds:\n {2}esbuild: true\n/,
    )
    const before = await read('pnpm-workspace.yaml')
    await place.run(['init'])
    expect(await read('pnpm-workspace.yaml')).toBe(before)
  })

  it('takes the folder of the connector itself, and TypeScript where scripts are in it', async () => {
    const { 'connectionBuilder.js': builder = '', ...others } = minimalConnector()
    place = await workplace({ ...others, 'connectionBuilder.ts': 'export default () => ["jdbc:x://y"]' })
    expect(builder).not.toBe('')
    const { exitCode } = await place.run(['init', '.'])
    expect(exitCode).toBe(0)
    expect(await read('tacosmith.config.ts')).toContain("connector: '.'")
  })

  it.each([
    ['', 'npm install --save-dev @tacosmith/core'],
    ['pnpm/12.21.0 npm/? node/v20.19.0', 'pnpm add --save-dev @tacosmith/core'],
    ['yarn/4.18.1 npm/? node/v20.19.0', 'yarn add --dev @tacosmith/core'],
  ])('core that package.json does not name is to be added, with %s', async (npm_config_user_agent, line) => {
    place = await workplace({
      ...inConnectorFolder({
        ...minimalConnector(),
        'connectionBuilder.ts': `import { defineConnectionBuilder } from '@tacosmith/core/script'
export default defineConnectionBuilder(() => ['jdbc:x://y'])`,
      }),
      'package.json': '{ "type": "module" }',
    })
    const script = await place.run(['build'], { npm_config_user_agent })
    expect(script).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`Run ${line} in the project.`),
    })
    // It needs more than defineConfig.
    const needy = "import { openTruststore } from '@tacosmith/core'\nopenTruststore({})\nexport default {}"
    await place.write({ 'tacosmith.config.js': needy })
    const config = await place.run(['build'], { npm_config_user_agent })
    expect(config.stderr).toContain(
      `package @tacosmith/core is not installed\n  Run ${line} in ${place.folder}.`,
    )
  })

  it('leaves a configuration of any form alone', async () => {
    place = await workplace({
      ...inConnectorFolder(minimalConnector()),
      'tacosmith.config.mjs': 'export default { connector: "connector" }',
    })
    const { stdout } = await place.run(['init', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      folder: place.folder,
      connector: join(place.folder, 'connector'),
      files: [
        { file: 'tacosmith.config.mjs', change: 'unchanged', added: [], kept: [] },
        { file: 'package.json', change: 'new', added: expect.any(Array), kept: [] },
        { file: '.gitignore', change: 'new', added: expect.any(Array), kept: [] },
      ],
    })
    expect((await place.files()).filter((name) => name.startsWith('tacosmith.config'))).toHaveLength(1)
  })

  it.each([
    ['{ "name": "mine", ', 'is not a package.json that npm can read'],
    ['\ufeff{}', 'is not a package.json that npm can read'],
    ['[]', 'is not a package.json that npm can read'],
    ['{ "scripts": [] }', '"scripts" in'],
  ])('changes nothing where package.json is %s', async (text, message) => {
    place = await workplace({ ...inConnectorFolder(minimalConnector()), 'package.json': text })
    const before = await contents()
    const { exitCode, stderr } = await place.run(['init'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
    expect(await contents()).toEqual(before)
  })

  it('says so where there is no connector', async () => {
    place = await workplace({ 'README.md': 'nothing' })
    expect(await place.run(['init'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('found no connector'),
    })
    expect((await place.run(['init', 'elsewhere'])).stderr).toContain('tacosmith create')
    expect(await place.files()).toEqual(['README.md'])
  })
})
