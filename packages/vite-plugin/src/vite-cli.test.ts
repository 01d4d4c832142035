import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inConnectorFolder, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type ViteProject, viteProject } from './testing/vite-project.ts'

const { 'manifest.xml': manifest, 'dialect.tdd': dialect } = minimalConnector()

const configuration = `import { tacosmith } from '@tacosmith/vite-plugin'
export default { plugins: [tacosmith()] }
`

/** Where a package is installed: in the nearest `node_modules` above. */
function folderOf(packageName: string): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'node_modules', packageName))) folder = dirname(folder)
  return join(folder, 'node_modules', packageName)
}

/** What `vite build` prints, and its exit code, as in a terminal without colours. */
function viteBuild(
  vite: string,
  root: string,
  ...words: string[]
): Promise<{ text: string; status: number }> {
  const { NODE_OPTIONS: _, VITEST: __, FORCE_COLOR: ___, ...environment } = process.env
  const program = join(folderOf(vite), 'bin', 'vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'build', ...words], {
      cwd: root,
      env: { ...environment, NO_COLOR: '1' },
    })
    let text = ''
    const collect = (data: Buffer) => {
      text += data
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (status) => resolve({ text, status: status ?? -1 }))
  })
}

describe.each([
  ['Vite 7', 'vite7'],
  ['Vite 8', 'vite'],
])('vite build on the terminal, %s', (_name, vite) => {
  let project: ViteProject
  afterEach(() => project.dispose())

  const start = async (changes: Record<string, string | undefined> = {}) => {
    project = await viteProject({
      ...inConnectorFolder(minimalConnector(changes)),
      'vite.config.js': configuration,
      'package.json': '{ "type": "module" }',
    })
    await project.remove('node_modules/vite')
    await project.install('vite', folderOf(vite))
    await project.install('@tacosmith/vite-plugin', folderOf('@tacosmith/vite-plugin'))
  }

  const timesIn = (text: string, part: string) => text.split(part).length - 1

  it('names the file that was made', async () => {
    await start({
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': '// Kept.\nexport default () => ["x"]',
    })
    const { text, status } = await viteBuild(vite, project.root)
    expect(text).toMatch(/dist\/brook_jdbc-v1\.0\.0\.taco +\d+\.\d+ kB/)
    expect(status).toBe(0)
  })

  it('tells every finding once, and no stack', async () => {
    await start({
      'manifest.xml': replaceIn(manifest, 'superclass=', 'superklass='),
      'dialect.tdd': replaceIn(dialect, 'class="brook_jdbc"', 'class="other"'),
    })
    const { text, status } = await viteBuild(vite, project.root)
    expect(status).toBe(1)
    expect(timesIn(text, 'the attribute `superklass` is not allowed')).toBe(1)
    expect(text).toMatch(/dialect\.tdd:\d+:\d+/)
    expect(text).not.toMatch(/\n +at /)
    expect(text).not.toMatch(/Getter|RolldownError|code:/)
    expect(await project.output()).toEqual([])
  })

  it('tells what is wrong with a script and with the XML at once, and no stack', async () => {
    await start({
      'manifest.xml': replaceIn(manifest, 'superclass=', 'superklass='),
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': 'import { left } from "left-out"\nexport default () => [left]',
      'connectionProperties.js': undefined,
      'connectionProperties.ts': 'export default (attr => {',
    })
    const { text, status } = await viteBuild(vite, project.root)
    expect(status).toBe(1)
    const missing = 'connectionBuilder.ts:1:22: cannot find "left-out": the package left-out is not installed'
    expect(timesIn(text, missing)).toBe(1)
    expect(text).toContain('Run npm install --save-dev left-out')
    expect(text).toContain('connectionProperties.ts')
    expect(timesIn(text, 'the attribute `superklass` is not allowed')).toBe(1)
    expect(text).not.toMatch(/\n +at /)
  })

  it.each([
    [
      'a file that is not there',
      './nowhere',
      /connectionBuilder\.ts:1:\d+: cannot find "\.\/nowhere": there is no such file/,
    ],
    ['what only Node.js has', 'node:fs', /connectionBuilder\.ts:1:\d+: "node:fs" is a Node module/],
    ['what only Node.js has, by its short name', 'fs', /connectionBuilder\.ts:1:\d+: "fs" is a Node module/],
  ])('refuses a script that imports %s', async (_kind, imported, message) => {
    await start({
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': `import * as it from ${JSON.stringify(imported)}\nexport default () => [it]`,
    })
    const { text, status } = await viteBuild(vite, project.root)
    expect(status).toBe(1)
    expect(text).toMatch(message)
  })

  it('refuses a script that imports what becomes another file', async () => {
    await start({
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': 'import "./style.css"\nexport default () => ["x"]',
      'style.css': 'body { color: red }',
    })
    const { text, status } = await viteBuild(vite, project.root)
    expect(status).toBe(1)
    expect(text).toMatch(/connectionBuilder\.ts cannot be built into one script: .*another file.*\.css/)
  })

  it('builds a connector for a server build, and refuses to swallow what else it builds', async () => {
    await start()
    expect((await viteBuild(vite, project.root, '--ssr')).status).toBe(0)
    expect(await project.output()).toEqual(['brook_jdbc-v1.0.0.taco'])
    const { text, status } = await viteBuild(vite, project.root, '--ssr', 'server.ts')
    expect(status).toBe(1)
    expect(text).toContain("[tacosmith] the Vite configuration also builds build.ssr 'server.ts'\n")
    expect(text).toContain('tacosmith({ app: true })')
    expect(text).not.toMatch(/\n +at /)
  })
})
