import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { toolVersions } from '../templates/tool-versions.ts'
import { linkPackages, runLines, runScript } from '../testing/npm-project.ts'
import { type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'
import { triedProjects } from '../testing/tried-projects.ts'

let place: Workplace
afterEach(() => place?.dispose())

const read = (name: string): Promise<string> => readFile(join(place.folder, name), 'utf8')

const repository = fileURLToPath(new URL('../../../..', import.meta.url))

/** The files of a new project that hold values of the template, with others in their place. */
async function ownValues(project: string): Promise<Record<string, string>> {
  const names = (await place.files()).filter((name) => /connector\/(manifest|oauth-config)\.xml$/.test(name))
  const texts = await Promise.all(names.map(read))
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const text = texts[index]
        ?.replaceAll('Example Company', 'Brook Works')
        .replaceAll('https://example.com/', 'https://brook.example/')
        .replace(/REPLACE-WITH-[A-Z-]+/, 'brook-desktop')
      return text === undefined || !name.startsWith(project) ? [] : [[name, text]]
    }),
  )
}

function expectFine(script: string, { exitCode, stdout, stderr }: Outcome): void {
  expect({ script, exitCode, ...(exitCode === 0 ? {} : { stdout, stderr }) }).toEqual({ script, exitCode: 0 })
}

/** Each bundler, base and language with each other at least once, and each way to log in with each base. */
const kinds: [bundler: string, base: string, language: string, auth: string, languages: string][] = [
  ['vite', 'jdbc', 'ts', 'oauth', ''],
  ['webpack', 'odbc', 'js', 'oauth', 'en_US'],
  ['esbuild', 'odbc', 'ts', 'auth-user-pass,oauth', 'fr_FR,ko_KR'],
  ['none', 'jdbc', 'js', 'oauth,auth-none,auth-user,auth-pass,auth-user-pass', 'pt_BR'],
  ['vite', 'jdbc', 'ts', 'auth-user-pass', ''],
  ['vite', 'odbc', 'js', 'auth-user', 'en_US,fr_FR'],
  ['webpack', 'odbc', 'ts', 'auth-user-pass,auth-none', 'de_DE,ja_JP'],
  ['webpack', 'jdbc', 'js', 'auth-none', ''],
  ['esbuild', 'jdbc', 'ts', 'auth-none,auth-user,auth-pass,auth-user-pass', 'es_ES,it_IT,pt_BR'],
  ['esbuild', 'odbc', 'js', 'auth-pass', ''],
  ['none', 'odbc', 'ts', 'auth-none,auth-user,auth-pass,auth-user-pass', 'ko_KR,zh_CN'],
  ['none', 'jdbc', 'js', 'auth-user,auth-pass', 'en_US'],
]

describe('what create makes', () => {
  it.each(triedProjects(kinds))(
    '%s, %s, %s, %s %s',
    async (bundler, base, language, auth, languages) => {
      place = await workplace()
      const choices = ['--base', base, '--language', language, '--bundler', bundler, '--auth', auth]
      const more = languages ? ['--languages', languages] : []
      const created = await place.run(['create', 'brook', '--yes', ...choices, ...more])
      expect(created).toMatchObject({ exitCode: 0, stderr: '' })

      const project = join(place.folder, 'brook')
      for (const name of await place.files()) expect(await read(name)).not.toContain(repository)
      await linkPackages(project)
      const checked = await place.run(['validate', 'brook', '--warnings-as-errors'])
      expect(checked.exitCode).toBe(1)
      expect(checked.stdout).toMatch(
        /^warning\[mf-template-values\]: still what the template wrote: "Example Company"/,
      )
      expect(checked.stdout).toMatch(/\nFound [12] warnings?\. Warnings count as errors here\.\n$/)
      await place.write(await ownValues('brook'))
      const own = await place.run(['validate', 'brook', '--warnings-as-errors'])
      expect(own).toMatchObject({ exitCode: 0, stdout: 'No problems found.\n' })
      const { scripts } = JSON.parse(await read('brook/package.json')) as { scripts: Record<string, string> }
      for (const name of ['validate', ...(language === 'ts' ? ['typecheck'] : []), 'test', 'scenarios']) {
        expectFine(name, await runLines(place, 'brook', scripts[name] ?? ''))
      }
      expectFine('build', await runScript(project, 'build', `${place.folder}-home`))
      const taco = await place.run(['inspect', `brook/dist/brook_${base}-v1.0.0.taco`])
      expect(taco).toMatchObject({ exitCode: 0 })
    },
    300_000,
  )
})

describe('create', () => {
  it('tells what it made and what comes next', async () => {
    place = await workplace()
    const { stdout, exitCode, stderr } = await place.run(['create', 'acme-db', '--yes', '--github'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "Created 21 files in acme-db:
        package.json
        pnpm-workspace.yaml
        tacosmith.config.ts
        vite.config.ts
        test/scripts.test.ts
        scenarios/sign-in.json
        README.md
        .gitignore
        .vscode/settings.json
        .vscode/extensions.json
        .vscode/tasks.json
        .github/workflows/build.yml
        connector/manifest.xml
        connector/connection-fields.xml
        connector/connection-metadata.xml
        connector/connectionResolver.tdr
        connector/dialect.tdd
        connector/connectionBuilder.ts
        connector/connectionProperties.ts
        connector/tsconfig.json
        connector/tacosmith-env.d.ts

      Next:
        cd acme-db
        npm install
        npm test
        npm run scenarios
        npm run build

      npx tacosmith preview shows the connection dialog in your browser while you write it.
      "
    `)
    expect(await read('acme-db/.github/workflows/build.yml')).toContain('npm run build')
  })

  it.each([
    [
      'pnpm/12.21.0 npm/? node/v20.19.0 linux x64',
      ['pnpm install', 'pnpm test', 'pnpm run scenarios', 'pnpm run build', 'pnpm exec tacosmith preview'],
    ],
    [
      'yarn/4.18.1 npm/? node/v20.19.0 linux x64',
      ['yarn install', 'yarn test', 'yarn run scenarios', 'yarn run build', 'yarn run tacosmith preview'],
    ],
    [
      'npm/11.6.0 node/v20.19.0 linux x64 workspaces/false',
      ['npm install', 'npm test', 'npm run scenarios', 'npm run build', 'npx tacosmith preview'],
    ],
  ])('speaks of the package manager that runs it: %s', async (npm_config_user_agent, commands) => {
    place = await workplace()
    const { stdout } = await place.run(['create', 'acme', '--yes', '--github'], { npm_config_user_agent })
    expect(stdout).toContain(`Next:\n  cd acme\n  ${commands.slice(0, 4).join('\n  ')}\n`)
    expect(stdout).toContain(`${commands[4]} shows the connection dialog in your browser`)
    const files = [await read('acme/README.md'), await read('acme/.github/workflows/build.yml')]
    for (const command of commands) expect(files[0]).toContain(command)
    // The action runs the scenarios by itself.
    for (const command of [0, 1, 3].map((index) => commands[index])) expect(files[1]).toContain(command)
  })

  it("takes a webpack-cli and a TypeScript that work under Plug'n'Play where Yarn installs them", async () => {
    place = await workplace()
    for (const npm_config_user_agent of ['yarn/4.18.1 npm/? node/v20.19.0', 'npm/11.6.0 node/v20.19.0']) {
      const name = npm_config_user_agent.slice(0, 3)
      await place.run(['create', name, '--yes', '--bundler', 'webpack'], { npm_config_user_agent })
    }
    const [underYarn, underNpm] = [await read('yar/package.json'), await read('npm/package.json')]
    for (const tool of ['"webpack-cli": "^7.', '"typescript": "^6.']) expect(underYarn).toContain(tool)
    for (const tool of ['"webpack-cli": "^6.', '"typescript": "^7.']) expect(underNpm).toContain(tool)
  })

  it('speaks of the package manager of the project that it is made in', async () => {
    place = await workplace({ 'package.json': '{ "packageManager": "yarn@4.18.1" }' })
    const npm_config_user_agent = 'npm/11.6.0 node/v20.19.0'
    const { stdout } = await place.run(['create', 'acme', '--yes'], { npm_config_user_agent })
    expect(stdout).toContain('yarn install')
  })

  it('says for npm whose install scripts run, which it warns of otherwise', async () => {
    place = await workplace()
    await place.run(['create', 'acme', '--yes', '--bundler', 'webpack'])
    const { allowScripts } = JSON.parse(await read('acme/package.json'))
    expect(allowScripts).toEqual({ esbuild: true, '@swc/core': false })
    await place.run(['create', 'other', '--yes'], { npm_config_user_agent: 'pnpm/12.0.0 node/v20.19.0' })
    expect(JSON.parse(await read('other/package.json'))).not.toHaveProperty('allowScripts')
  })

  it('says for pnpm whose install scripts run, and leaves that to a workspace above', async () => {
    place = await workplace({ 'shop/pnpm-workspace.yaml': 'packages: ["*"]\n' })
    await place.run(['create', 'acme', '--yes', '--bundler', 'webpack'])
    expect(await read('acme/pnpm-workspace.yaml')).toMatchInlineSnapshot(`
      "# For pnpm only: whose install scripts run.
      allowBuilds:
        esbuild: true
        '@swc/core': false # runs as it is
      "
    `)
    await place.run(['create', 'shop/acme', '--yes'])
    expect(await place.files()).toContain('shop/acme/package.json')
    expect(await place.files()).not.toContain('shop/acme/pnpm-workspace.yaml')
  })

  it('says what OAuth still needs', async () => {
    place = await workplace()
    const { stdout } = await place.run(['create', 'acme', '--yes', '--auth', 'oauth'])
    expect(stdout).toContain('OAuth needs a client at your identity provider: README.md explains')
    const config = await read('acme/connector/oauth-config.xml')
    const readme = await read('acme/README.md')
    const addresses = [...config.matchAll(/<redirectUrisDesktop>(.*)<\/redirectUrisDesktop>/g)]
    expect(addresses.map(([, address]) => readme.includes(`\`${address}\``))).toEqual([true, true, true])
    for (const [, scope] of config.matchAll(/<scopes>(.*)<\/scopes>/g))
      expect(readme).toContain(`\`${scope}\``)
    const others = await place.run(['create', 'other', '--yes'])
    expect(others.stdout).not.toContain('OAuth')
    expect(await place.files()).not.toContain('other/connector/oauth-config.xml')
  })

  it('puts names into every file that holds them, whatever characters they have', async () => {
    place = await workplace()
    const names = ['--name', 'A & B "C" <D>', '--vendor', "O'Neil & Söhne (EU)", '--class', 'an_id']
    for (const base of ['jdbc', 'odbc']) {
      const { exitCode } = await place.run([
        'create',
        base,
        '--yes',
        '--base',
        base,
        '--languages',
        'de_DE',
        ...names,
      ])
      expect(exitCode).toBe(0)
      const { stdout } = await place.run(['inspect', base, '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ class: 'an_id' })
      expect(await read(`${base}/connector/resources-en_US.xml`)).toContain(
        'A &amp; B &quot;C&quot; &lt;D&gt;',
      )
      await linkPackages(join(place.folder, base))
      const test = await runScript(join(place.folder, base), 'test', `${place.folder}-home`)
      expect(test.exitCode, test.stdout + test.stderr).toBe(0)
    }
  })

  it('prints one JSON document', async () => {
    place = await workplace()
    const { stdout } = await place.run(['create', 'acme', '--json', '--bundler', 'none', '--language', 'js'])
    expect(JSON.parse(stdout)).toMatchObject({
      folder: join(place.folder, 'acme'),
      class: 'acme_jdbc',
      written: expect.arrayContaining(['tacosmith.config.js', 'connector/connectionBuilder.js']),
      kept: [],
      report: { ok: true, warnings: 0 },
    })
  })

  it('refuses a folder with files in it; --force adds what is missing and changes nothing', async () => {
    const mine = { 'here/README.md': 'mine', 'here/.vscode/tasks.json': '{}' }
    place = await workplace({ ...mine, 'here/.git/HEAD': 'ref' })
    const refused = await place.run(['create', 'here', '--yes'])
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is not empty') })
    expect(await place.files()).toEqual(['here/.git/HEAD', ...Object.keys(mine).reverse()])
    const { exitCode, stdout } = await place.run(['create', 'here', '--yes', '--force'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Left unchanged:\n  README.md\n  .vscode/tasks.json\n')
    for (const [file, text] of Object.entries(mine)) expect(await read(file)).toBe(text)
  })

  it('takes a folder that only git knows, and the current one', async () => {
    place = await workplace({ '.git/HEAD': 'ref' })
    const { exitCode, stdout } = await place.run(['create', '.', '--yes', '--class', 'acme'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^Created \d+ files in this folder:/)
    expect(stdout).not.toContain('cd ')
  })

  it('asks nothing where nobody can answer', async () => {
    place = await workplace()
    expect(await place.run(['create', 'acme'])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('--yes'),
    })
    expect(await place.files()).toEqual([])
  })

  it.each([
    ['--class', '1st'],
    ['--class', 'a-b'],
    ['--name', ' '],
    ['--vendor', '@x'],
    ['--vendor', 'a\u001bb'],
    ['--auth', 'auth-user-pass,kerberos'],
    ['--languages', 'xx_XX'],
    ['--bundler', 'rollup'],
  ])('refuses %s %j', async (option, value) => {
    place = await workplace()
    const { exitCode, stderr } = await place.run(['create', 'acme', '--yes', option, value])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(option)
    expect(await place.files()).toEqual([])
  })
})

it('starts new projects with the releases that the examples are tested with', async () => {
  const known: Record<string, string> = {}
  for (const example of ['esbuild-minimal', 'vite-postgres-jdbc', 'webpack-mysql-odbc']) {
    const file = new URL(`../../../../examples/${example}/package.json`, import.meta.url)
    Object.assign(known, JSON.parse(await readFile(file, 'utf8')).devDependencies)
  }
  for (const [tool, range] of Object.entries(toolVersions)) expect(range).toBe(`^${known[tool]}`)
})
