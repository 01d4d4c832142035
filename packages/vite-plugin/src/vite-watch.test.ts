import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, type Signer } from '@tacosmith/core'
import { callScript, minimalConnector } from '@tacosmith/test-kit'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import { afterEach, describe, expect, it } from 'vitest'
import { type TacosmithViteOptions, tacosmith } from './index.ts'
import { type ViteModule, type ViteProject, viteProject } from './testing/vite-project.ts'

const majors: [string, ViteModule][] = [
  ['Vite 7', vite7 as unknown as ViteModule],
  ['Vite 8', vite8 as unknown as ViteModule],
]

/** What a watcher of either major version reports. */
interface Watcher {
  on(
    event: 'event',
    listener: (event: { code: string; error?: Error; result?: { close(): void } }) => void,
  ): void
  close(): Promise<void>
}

/** Builds once for each call of `next`, the first time at once. */
async function watch(vite: ViteModule, project: ViteProject, options: TacosmithViteOptions) {
  const outcomes: (Error | undefined)[] = []
  let wake = () => {}
  const watcher = (await vite.build(
    project.config({ plugins: [tacosmith(options)], build: { watch: { buildDelay: 50 } } } as never),
  )) as Watcher
  watcher.on('event', ({ code, error, result }) => {
    if (code === 'BUNDLE_END') result?.close()
    if (code !== 'BUNDLE_END' && code !== 'ERROR') return
    outcomes.push(code === 'ERROR' ? (error ?? new Error('no error was told')) : undefined)
    wake()
  })
  return {
    /** The outcome of the next build: undefined for success. */
    async next(): Promise<Error | undefined> {
      while (outcomes.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      // A change of several files may give several builds: the last one counts.
      await new Promise((resolve) => setTimeout(resolve, 400))
      const last = outcomes.at(-1)
      outcomes.length = 0
      return last
    },
    close: () => watcher.close(),
  }
}

describe.each(majors)('%s in watch mode', (_name, vite) => {
  let project: ViteProject
  let watching: Awaited<ReturnType<typeof watch>>
  afterEach(async () => {
    await watching.close()
    await project.dispose()
  })

  const start = async (options: TacosmithViteOptions = {}) => {
    const files = Object.entries(minimalConnector()).map(([path, text]) => [`connector/${path}`, text])
    project = await viteProject(Object.fromEntries(files))
    watching = await watch(vite, project, options)
    expect(await watching.next()).toBeUndefined()
  }

  it('follows changes, new and removed references, and survives errors', async () => {
    await start()
    const { 'manifest.xml': manifest = '', 'connection-resolver.tdr': resolver = '' } = minimalConnector()

    // A changed file.
    await project.write({ 'connector/manifest.xml': manifest.replace('"1.0.0"', '"1.0.1"') })
    expect(await watching.next()).toBeUndefined()
    expect(await project.output()).toContain('brook_jdbc-v1.0.1.taco')

    // A broken file: no .taco is left, then it is mended.
    await project.write({ 'connector/manifest.xml': manifest.replace('</connector-plugin>', '') })
    expect((await watching.next())?.message).toContain('manifest.xml')
    expect(await project.output()).toEqual([])
    await project.write({ 'connector/manifest.xml': manifest })
    expect(await watching.next()).toBeUndefined()
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco'])

    // A reference to a file that is missing, until it is made.
    await project.write({
      'connector/connection-resolver.tdr': resolver.replace('connectionBuilder.js', 'scripts/builder.js'),
    })
    expect((await watching.next())?.message).toContain('scripts/builder.js')
    await project.write({ 'connector/scripts/builder.ts': 'export default () => ["new"]' })
    expect(await watching.next()).toBeUndefined()
    expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['new'])

    // A module that only the new script imports.
    await project.write({ 'connector/scripts/shared.ts': 'export const word = "shared"' })
    await project.write({
      'connector/scripts/builder.ts': 'import { word } from "./shared.ts"\nexport default () => [word]',
    })
    expect(await watching.next()).toBeUndefined()
    await project.write({ 'connector/scripts/shared.ts': 'export const word = "changed"' })
    expect(await watching.next()).toBeUndefined()
    expect(callScript(await project.readTaco('scripts/builder.js'), {})).toEqual(['changed'])
  })

  it('signs once what does not change', async () => {
    const home = await mkdtemp(join(tmpdir(), 'tacosmith-home-'))
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
      await start({ sign: { signer, timestamp: false } })
      await project.remove('connector/connectionBuilder.js')
      await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["one"]' })
      expect(await watching.next()).toBeUndefined()
      signatures = 1

      await project.write({ 'connector/connectionBuilder.ts': 'export default () => [ "one" ] // same' })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(1)
      await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["two"]' })
      expect(await watching.next()).toBeUndefined()
      expect(signatures).toBe(2)
      expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['two'])
    } finally {
      delete process.env.TACOSMITH_HOME
      await rm(home, { recursive: true })
    }
  })
})
