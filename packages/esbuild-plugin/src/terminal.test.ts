import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { minimalConnector, replaceIn, type TemporaryProject } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { connectorProject } from './testing/connector-project.ts'

const { resolve } = createRequire(import.meta.url)
const plugin = pathToFileURL(resolve('@tacosmith/esbuild-plugin')).href

const { 'connection-resolver.tdr': resolver } = minimalConnector()
const aWarning = { 'connection-resolver.tdr': replaceIn(resolver, '<attr>dbname</attr>', '') }
const end = 'is how it ended'
const anError = { 'connectionBuilder.ts': 'import pad from "left-pad"\nexport default () => [pad("x")]' }

describe.each(['esbuild', 'esbuild21'])('a program with %s', (esbuild) => {
  let project: TemporaryProject
  afterEach(() => project.dispose())

  /** Runs a program that ends by itself, and tells what it says. */
  const run = async (program: string): Promise<{ text: string; status: number | null }> => {
    const imports = [
      `import { build, context } from ${JSON.stringify(pathToFileURL(resolve(esbuild)).href)}`,
      `import { tacosmith } from ${JSON.stringify(plugin)}`,
    ]
    const child = spawn(process.execPath, ['--input-type=module', '-e', [...imports, program].join('\n')], {
      cwd: project.root,
      env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined },
    })
    let text = ''
    child.stdout.on('data', (data) => {
      text += data
    })
    child.stderr.on('data', (data) => {
      text += data
    })
    return await new Promise((done) => child.on('close', (status) => done({ text, status })))
  }
  /** Runs programs one after the other in one process, and tells what each says and whether it succeeds. */
  const runEach = async (programs: string[]): Promise<{ text: string; isFine: boolean }[]> => {
    const lines = programs.map(
      (program) =>
        `await (async () => { ${program} })().then(() => 'fine', () => 'failed')
        .then((how) => process.stderr.write('\\n' + how + ' ${end}\\n'))`,
    )
    const { text, status } = await run(lines.join('\n'))
    expect(status).toBe(0)
    const outcomes = [...text.matchAll(new RegExp(`([\\s\\S]*?)\\n(fine|failed) ${end}\\n`, 'g'))]
    expect(outcomes.map(([whole]) => whole).join('')).toBe(text)
    expect(outcomes).toHaveLength(programs.length)
    return outcomes.map(([, said = '', how]) => ({ text: said, isFine: how === 'fine' }))
  }
  /** The program of the README, which may be told more. */
  const building = (more = '') => `await build({ outdir: 'dist', ${more} plugins: [tacosmith()] })`
  const quietly = (more = '') => `${building(more)}.catch(() => process.exit(1))`
  const count = (text: string, part: string) => text.split(part).length - 1

  it.each([
    [
      'a package that is not installed',
      anError,
      /✘ \[ERROR\] cannot find "left-pad": the package left-pad is not installed \[plugin tacosmith\]\n\n {4}connector\/connectionBuilder\.ts:1:16:\n.*import pad from "left-pad"\n.*~+\n\n {2}Run npm install --save-dev left-pad, or correct the import\./,
    ],
    [
      'a module of Node',
      { 'connectionBuilder.ts': 'import fs from "node:fs"\nexport default () => [fs.readFileSync("x")]' },
      /✘ \[ERROR\] "node:fs" is a Node module, which Tableau does not have[\s\S]*connectionBuilder\.ts:1:15:/,
    ],
    [
      'a file that is not there',
      { 'connectionBuilder.ts': 'import x from "./none"\nexport default () => [x]' },
      /✘ \[ERROR\] Could not resolve "\.\/none" \[plugin tacosmith\]\n\n {4}connector\/connectionBuilder\.ts:1:14:/,
    ],
    [
      'what the engine lacks',
      { 'connectionBuilder.ts': 'export default () => {\n  console.log("x")\n  return []\n}' },
      /✘ \[ERROR\] .*`console` \(script-library\) \[plugin tacosmith\]\n\n {4}connector\/connectionBuilder\.ts:2:2:\n.*console\.log/,
    ],
    [
      'XML',
      { 'dialect.tdd': '<dialect name="x" class="other" version="1.0"/>' },
      /✘ \[ERROR\] [\s\S]*connector\/dialect\.tdd:1:18:\n.*class="other"/,
    ],
  ])('shows an error in %s, once, and ends with 1', async (_where, files, shown) => {
    project = await connectorProject(files)
    const { text, status } = await run(quietly())
    expect(text).toMatch(shown)
    const [first = ''] = /✘ \[ERROR\] .*/.exec(text) ?? []
    expect(count(text, first)).toBe(1)
    expect(status).toBe(1)
  })

  it('shows it before what the caller makes of the exception, with entry points beside too', async () => {
    project = await connectorProject(anError)
    await project.write({ 'app.js': 'let let' })
    const printing = (more: string) =>
      `${building(more)}.catch((error) => { console.error('CAUGHT', error.message) })`
    const alone = await run(printing(''))
    expect(alone.text).toMatch(
      /^✘ \[ERROR\] cannot find "left-pad"[\s\S]*CAUGHT Build failed with 1 error:\n.*left-pad/,
    )
    const beside = await run(printing(`entryPoints: ['app.js'], bundle: true,`))
    expect(beside.text).toMatch(
      /\[ERROR\] cannot find[\s\S]*\[ERROR\] [^\n]*"let"[\s\S]*CAUGHT Build failed with 2 errors/,
    )
  })

  it('shows warnings of a build that succeeds, and nothing of its own', async () => {
    project = await connectorProject(aWarning)
    await project.write({ 'app.js': 'export {}' })
    const all = ['', `entryPoints: ['app.js'], bundle: true,`, `entryPoints: ['app.js'],`]
    for (const { text, isFine } of await runEach(all.map(building))) {
      expect(text).toMatch(
        /^▲ \[WARNING\] .*dbname.*\[plugin tacosmith\]\n\n {4}connector\/connection-resolver\.tdr:/,
      )
      expect(count(text, '[WARNING]')).toBe(1)
      expect(isFine).toBe(true)
    }
    expect((await run(quietly())).status).toBe(0)
  })

  it('says nothing where there is nothing to say', async () => {
    project = await connectorProject()
    await project.write({ 'app.js': 'export {}' })
    const all = ['', `entryPoints: ['app.js'], bundle: true,`, `stdin: { contents: 'x()' },`]
    const nothing = { text: '', isFine: true }
    expect(await runEach(all.map(building))).toEqual([nothing, nothing, nothing])
  })

  it('heeds logLevel and color', async () => {
    project = await connectorProject({ ...aWarning, ...anError })
    const settings = [`logLevel: 'silent',`, `logLevel: 'error',`, `logLevel: 'error', color: true,`]
    const outcomes = await runEach(settings.map(building))
    expect(outcomes.map(({ isFine }) => isFine)).toEqual([false, false, false])
    const [silent, plain = '', coloured] = outcomes.map(({ text }) => text)
    expect(silent).toBe('')
    expect([count(plain, '[ERROR]'), count(plain, '[WARNING]')]).toEqual([1, 0])
    expect(plain).not.toContain('\u001b[')
    expect(coloured).toContain('\u001b[')
  })

  it.each([
    ['fails', anError, ''],
    ['succeeds', {}, ''],
    ['fails beside an app', anError, `entryPoints: ['app.js'], bundle: true,`],
  ])('leaves no work to esbuild in a program that ends with a build that %s', async (_how, files, more) => {
    project = await connectorProject(files)
    await project.write({ 'app.js': 'export {}' })
    // Esbuild asks each second whether the program still lives; with work left, it calls this a deadlock.
    const ending = `() => { for (const start = Date.now(); Date.now() - start < 1200; ); process.exit(3) }`
    const { text, status } = await run(
      `${building(`logLevel: 'silent', ${more}`)}.then(${ending}, ${ending})`,
    )
    expect({ text, status }).toEqual({ text: '', status: 3 })
  })

  it('shows each message once for each build of a context', async () => {
    project = await connectorProject({ ...aWarning, ...anError })
    const settings = `{ outdir: 'dist', plugins: [tacosmith()] }`
    const rebuilding = `const c = await context(${settings})
      for (const time of [1, 2]) await c.rebuild().catch(() => console.log('BUILT'))
      await c.dispose()`
    const rebuilt = await run(rebuilding)
    expect([count(rebuilt.text, '[ERROR]'), count(rebuilt.text, '[WARNING]')]).toEqual([2, 2])
    const watching = `let end
      const built = new Promise((done) => { end = done })
      const told = { name: 'told', setup: ({ onEnd }) => onEnd(() => void setTimeout(end, 300)) }
      const c = await context({ outdir: 'dist', plugins: [tacosmith(), told] })
      await c.watch()
      await built
      await c.dispose()`
    const watched = await run(watching)
    expect([count(watched.text, '[ERROR]'), count(watched.text, '[WARNING]')]).toEqual([1, 1])
  })
})
