import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { importConfig } from './config-import.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'config-babel-')))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

/** What esbuild makes no CommonJS of. */
const others: Record<string, Record<string, string>> = {
  'waits at its top level': {
    'tacosmith.config.ts': "const { a } = await import('./a.ts')\nexport default { a }",
    'a.ts': 'export const a: number = await Promise.resolve(1)',
  },
  'imports what waits': {
    'tacosmith.config.ts': "import { a } from './a.ts'\nexport default { a }",
    'a.ts': 'export const a: number = await Promise.resolve(1)',
  },
  'finds out when it runs what it imports': {
    'tacosmith.config.ts': `import { pathToFileURL } from 'node:url'
      const load = async (name: string) => (await import(pathToFileURL(__dirname + name).href)).a
      export default load('/a.ts').then((a) => ({ a }))`,
    'a.ts': 'export const a: number = 1',
  },
  'imports one of several files': {
    'tacosmith.config.ts':
      'const load = async (name: string) => (await import(`./${name}.ts`)).a\nexport default load("a").then((a) => ({ a }))',
    'a.ts': 'export const a: number = 1',
  },
  'requires TypeScript': {
    'tacosmith.config.ts': "const { a } = require('./a.ts') as { a: number }\nexport default { a }",
    'a.ts': 'export const a: number = 1',
  },
}

describe.each([
  ['once', undefined],
  ['anew each time', () => {}],
] as const)('a configuration that is loaded %s', (_, onInput) => {
  it.each(Object.keys(others))('may be one that %s', async (kind) => {
    await write(others[kind] ?? {})
    expect(await importConfig(join(folder, 'tacosmith.config.ts'), onInput)).toEqual({ a: 1 })
  })
})

describe('a command', () => {
  let place: Workplace
  afterEach(() => place?.dispose())

  /** Runs a command, and writes down which modules of Babel it has loaded. */
  async function loadedBy(words: string[], config: Record<string, string>, hook = ''): Promise<unknown> {
    const connector = Object.entries(minimalConnector()).map(([name, text]) => [`connector/${name}`, text])
    place = await workplace({ ...Object.fromEntries(connector), ...config })
    await place.write({
      'hook.cjs': `${hook}
        process.on('exit', () => {
          const files = Object.keys(require.cache).filter((file) => /[\\\\/](?:jiti|esbuild)[\\\\/]/.test(file))
          require('node:fs').appendFileSync(__dirname + '/loaded.txt', files.map((file) => file + '\\n').join(''))
        })`,
    })
    const { exitCode, stderr } = await place.runApart(words, {
      NODE_OPTIONS: `--require ${JSON.stringify(join(place.folder, 'hook.cjs'))}`,
    })
    expect(exitCode, stderr).toBe(0)
    const loaded = await readFile(join(place.folder, 'loaded.txt'), 'utf8')
    return {
      jiti: /[\\/]jiti\.cjs\n/.test(loaded),
      babel: /[\\/]babel\.cjs\n/.test(loaded),
    }
  }

  const config = "import { outDir } from './shared.ts'\nexport default { connector: 'connector', outDir }"
  const shared = "import type { TacoOptions } from '@tacosmith/core'\nexport const outDir: string = 'out'"

  it.each(['validate', 'build'])(
    '%s does without Babel for a configuration in TypeScript',
    async (command) => {
      const files = { 'tacosmith.config.ts': config, 'shared.ts': shared }
      expect(await loadedBy([command], files)).toEqual({ jiti: true, babel: false })
    },
  )

  it('does without it where @tacosmith/core is not installed', async () => {
    const imported = "import { defineConfig } from '@tacosmith/core'\n"
    const defined = `${imported}export default defineConfig({ connector: 'connector' as string })`
    expect(await loadedBy(['validate'], { 'tacosmith.config.ts': defined })).toEqual({
      jiti: true,
      babel: false,
    })
  })

  it('does without jiti for one in JavaScript', async () => {
    const files = { 'tacosmith.config.mjs': "export default { connector: 'connector' }" }
    expect(await loadedBy(['validate'], files)).toEqual({ jiti: false, babel: false })
  })

  it('has Babel where there is no esbuild', async () => {
    const files = { 'tacosmith.config.ts': config, 'shared.ts': shared }
    const hook = `const { _load } = require('node:module')
      require('node:module')._load = function (name, ...others) {
        if (name === 'esbuild') throw new Error('not installed')
        return _load.call(this, name, ...others)
      }`
    expect(await loadedBy(['validate'], files, hook)).toEqual({ jiti: true, babel: true })
  })
})
