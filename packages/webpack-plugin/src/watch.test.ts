import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, type Signer } from '@tacosmith/core'
import { callScript, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import type { Compiler } from 'webpack'
import { TacosmithPlugin, type TacosmithPluginOptions } from './index.ts'
import { type BundlerProject, bundlerProject, bundlers } from './testing/bundler-project.ts'
import { watch } from './testing/watch.ts'

const taco = 'brook_jdbc-v1.0.0.taco'
const { 'manifest.xml': manifest = '', 'connection-resolver.tdr': resolver = '' } = minimalConnector()

describe.each(bundlers)('$name in watch mode', (bundler) => {
  let project: BundlerProject
  let watching: ReturnType<typeof watch>
  /** What holds for the last build still when no other comes. */
  let end: (errors: string) => unknown
  afterEach(async () => {
    try {
      await end(await watching.rest())
    } finally {
      await watching.close()
      await project.dispose()
    }
  })

  /** Waits for a build with this error, or with none, that wrote what is expected. */
  const built = async (error: string, check: () => unknown = () => {}) => {
    const checked = async (errors: string) => {
      if (error === '') expect(errors).toBe('')
      else expect(errors).toContain(error)
      await check()
    }
    await watching.until(checked)
    end = checked
  }

  const start = async (
    changes: Record<string, string | undefined> = {},
    options: TacosmithPluginOptions = {},
    config: object = {},
  ) => {
    project = await bundlerProject(bundler, changes)
    watching = watch(
      bundler,
      project.config({ mode: 'development', plugins: [new TacosmithPlugin(options)], ...config }),
    )
    await built('')
  }

  it('follows changes, new and removed references, and survives errors', async () => {
    await start({}, {}, { output: { clean: true } })

    // A changed file.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    await built('', async () => expect(await project.output()).toEqual(['brook_jdbc-v1.0.1.taco']))

    // A broken file: no .taco is left, then it is mended, to bytes that were written before.
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '</connector-plugin>', '') })
    await built('manifest.xml', async () => expect(await project.output()).toEqual([]))
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, '"1.0.0"', '"1.0.1"') })
    await built('', async () => expect(await project.output()).toEqual(['brook_jdbc-v1.0.1.taco']))
    await project.write({ 'connector/manifest.xml': manifest })
    await built('', async () => expect(await project.output()).toEqual([taco]))

    // A reference to a file that is missing, until it is made.
    await project.write({
      'connector/connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js'),
    })
    await built('scripts/builder.js', async () => expect(await project.output()).toEqual([]))
    await project.write({ 'connector/scripts/builder.ts': 'export default () => ["new"]' })
    await built('', async () =>
      expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['new']),
    )

    // The folder goes, and comes back.
    await project.remove('connector/scripts')
    await built('scripts/builder.js')
    await project.write({ 'connector/scripts/builder.ts': 'export default () => ["again"]' })
    await built('', async () =>
      expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['again']),
    )
  })

  it('follows the modules of scripts, wherever they are', async () => {
    await start({
      'connector/connectionBuilder.js': undefined,
      'connector/connectionBuilder.ts':
        'import { word } from "../shared/word.ts"\nexport default () => [word]',
      'shared/word.ts': 'export const word = "first"',
    })
    const builder = async () => callScript(await project.readTaco('connectionBuilder.js'), {})

    await project.write({ 'shared/word.ts': 'export const word = "second"' })
    await built('', async () => expect(await builder()).toEqual(['second']))

    // A broken script: nobody cleans the folder, so the earlier file stays.
    await project.write({ 'shared/word.ts': 'export const word = "third' })
    await built('word.ts', async () => expect(await builder()).toEqual(['second']))
    await project.write({ 'shared/word.ts': 'export const word = "second"' })
    await built('', async () => expect(await builder()).toEqual(['second']))

    // An import that is missing, until it is made.
    await project.write({ 'shared/word.ts': 'export { word } from "./more.ts"' })
    await built('more.ts')
    await project.write({ 'shared/more.ts': 'export const word = "fourth"' })
    await built('', async () => expect(await builder()).toEqual(['fourth']))
  })

  it('finds a file that the bundler remembers as missing', async () => {
    const seeker = {
      apply: (compiler: Compiler) =>
        compiler.hooks.done.tap('seeker', () => {
          compiler.inputFileSystem?.stat(join(project.root, 'connector/scripts/builder.ts'), () => {})
        }),
    }
    await start({}, {}, { plugins: [new TacosmithPlugin(), seeker] })
    await project.write({
      'connector/scripts/builder.ts': 'export default () => ["found"]',
      'connector/connection-resolver.tdr': replaceIn(resolver, 'connectionBuilder.js', 'scripts/builder.js'),
    })
    await built('', async () =>
      expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['found']),
    )
  })

  it('finds a connector that is made later', async () => {
    project = await bundlerProject(bundler)
    await project.remove('connector')
    watching = watch(bundler, project.config({ mode: 'development', plugins: [new TacosmithPlugin()] }))
    await built('manifest.xml')
    // All files at once: a build that comes between them would rightly miss the others.
    const files = Object.entries(minimalConnector()).map(([path, text]) => [`elsewhere/${path}`, text])
    await project.write(Object.fromEntries(files))
    await rename(join(project.root, 'elsewhere'), join(project.root, 'connector'))
    await built('', async () => expect(await project.output()).toEqual([taco]))
  })

  it('neither signs nor writes anew where nothing of the connector has changed', async () => {
    const home = await mkdtemp(join(tmpdir(), 'tacosmith-home-'))
    const before = process.env.TACOSMITH_HOME
    process.env.TACOSMITH_HOME = home
    try {
      const { signer: inner } = await createSigner('development')
      let signatures = 0
      const signer: Signer = {
        certificates: () => inner.certificates(),
        sign: (toBeSigned) => {
          signatures += 1
          return inner.sign(toBeSigned)
        },
      }
      await start({ 'src/index.ts': 'alert(1)' }, { sign: { signer } }, { entry: './src/index.ts' })
      expect(signatures).toBe(1)
      const file = join(project.root, 'dist', taco)
      const written = async () => [
        (await stat(file)).mtimeMs,
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      ]
      const first = await written()
      await project.write({ 'src/index.ts': 'alert(2)' })
      await built('', async () => {
        expect(await readFile(join(project.root, 'dist/main.js'), 'utf8')).toContain('alert(2)')
        expect(await written()).toEqual(first)
        expect(signatures).toBe(1)
      })

      await project.write({ 'connector/connectionBuilder.js': '(function build(attr) { return ["x"] })' })
      await built('', async () => {
        expect(await written()).not.toEqual(first)
        expect(signatures).toBe(2)
      })
    } finally {
      if (before === undefined) delete process.env.TACOSMITH_HOME
      else process.env.TACOSMITH_HOME = before
      await rm(home, { recursive: true })
    }
  })

  it('comes to rest where the connector is the whole project', async () => {
    project = await bundlerProject(bundler)
    await project.write(minimalConnector())
    await project.remove('connector')
    watching = watch(bundler, project.config({ mode: 'development', plugins: [new TacosmithPlugin()] }))
    await built('', async () => expect(await project.output()).toEqual([taco]))
    await new Promise((resolve) => setTimeout(resolve, 1500))
    // Its own output may wake it once.
    expect(watching.count()).toBeLessThan(3)
  })
})
