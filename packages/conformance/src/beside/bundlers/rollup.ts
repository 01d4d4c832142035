import { join } from 'node:path'
import { tacosmith } from '@tacosmith/vite-plugin/rollup'
import * as rolldown from 'rolldown'
import * as rollup from 'rollup'
import { everydayPlugins } from '../../drivers/rollup.ts'
import type { Project } from '../../project.ts'
import type { BundlerWithApp } from '../bundler-with-app.ts'

/** A setting in the words that Rollup and Rolldown share. */
interface Setting {
  input?: object
  output?: object | object[]
  entry?: string
  plugins?: () => object[]
}

interface Bundler {
  name: 'Rollup' | 'Rolldown'
  bundle(input: object): Promise<{ write(output: object): Promise<unknown>; close(): Promise<void> }>
  /** The settings and plugins of every project. */
  base(project: Project): { plugins: object[] } & Record<string, unknown>
}

const errorTracker = () => ({
  name: 'error-tracker',
  renderChunk: (code: string) => `globalThis.tracker = 1;${code}`,
})

const leavesOut = () => ({
  name: 'leaves-out',
  resolveId: (id: string) => (id === 'quoting' ? { id, external: true } : null),
})

const common: Record<string, Setting> = {
  'as it is': {},
  'in the format cjs': { output: { format: 'cjs' } },
  'in the format iife': { entry: 'src/server.ts', output: { format: 'iife', name: 'app' } },
  'in the format umd': { entry: 'src/server.ts', output: { format: 'umd', name: 'app' } },
  'in one file of its own': { entry: 'src/server.ts', output: { dir: undefined, file: 'server.js' } },
  'with intro, banner and footer': {
    output: { intro: 'var intro', banner: '/* banner */', footer: '/* footer */' },
  },
  'with an error tracker': { plugins: () => [errorTracker()] },
  'that leaves packages out': { input: { external: [/^[^./]/] }, entry: 'src/library.ts' },
  'with a plugin that leaves packages out': { plugins: () => [leavesOut()], entry: 'src/library.ts' },
  'with source maps': { output: { sourcemap: true } },
  'with names of its own': { output: { entryFileNames: 'app.js', chunkFileNames: 'chunk.js' } },
  'that is not tree-shaken': { input: { treeshake: false } },
  'with every module kept': { entry: 'src/library.ts', output: { preserveModules: true } },
  'in two formats': { output: [{ format: 'es' }, { format: 'cjs', entryFileNames: '[name].cjs' }] },
}

const ofRollup: Record<string, Setting> = {
  'in the format system': { output: { format: 'system' } },
  'in the format amd': { output: { format: 'amd' } },
  'in one file': { output: { inlineDynamicImports: true } },
  'with a vendor chunk': {
    output: { manualChunks: (id: string) => (id.includes('node_modules') ? 'vendor' : undefined) },
  },
  'that is compact': { output: { compact: true, minifyInternalExports: true } },
}

const ofRolldown: Record<string, Setting> = {
  'in one file': { output: { codeSplitting: false } },
  'in groups of chunks': {
    output: { codeSplitting: { groups: [{ name: 'vendor', test: /quoting|shared/ }] } },
  },
  'that is minified': { output: { minify: true } },
  'for a server': { input: { platform: 'node' } },
  'in an emptied folder': { output: { cleanDir: true } },
}

export const bundlers: BundlerWithApp[] = [
  withSettings(
    {
      name: 'Rollup',
      bundle: rollup.rollup as unknown as Bundler['bundle'],
      base: (project) => ({ logLevel: 'silent', plugins: [everydayPlugins(project)] }),
    },
    { ...common, ...ofRollup },
  ),
  withSettings(
    {
      name: 'Rolldown',
      bundle: rolldown.rolldown as unknown as Bundler['bundle'],
      base: ({ root, settings }) => ({
        cwd: root,
        logLevel: 'silent',
        transform: { define: settings.define ?? {} },
        plugins: [],
      }),
    },
    { ...common, ...ofRolldown },
  ),
]

function withSettings({ name, bundle, base }: Bundler, settings: Record<string, Setting>): BundlerWithApp {
  return {
    name,
    buildAlone: (project) => build(project, {}, 'alone'),
    settings: Object.entries(settings).map(([setting, value]) => ({
      name: setting,
      build: (project, { withConnector }) => build(project, value, withConnector ? 'beside' : 'without'),
    })),
  }

  async function build(
    project: Project,
    { entry = 'src/main.ts', input, output, plugins = () => [] }: Setting,
    what: 'alone' | 'beside' | 'without',
  ): Promise<void> {
    const { plugins: everyday, ...settings } = base(project)
    const own = what === 'without' ? [] : [tacosmith({ root: project.root })]
    const built = await bundle({
      ...settings,
      ...(what !== 'alone' && { input: join(project.root, entry) }),
      ...input,
      plugins: [...plugins(), ...everyday, ...own],
    })
    const dist = join(project.root, 'dist')
    for (const each of [output ?? {}].flat() as { file?: string }[]) {
      const target = each.file === undefined ? { dir: dist } : { dir: undefined, file: join(dist, each.file) }
      await built.write({ ...each, ...target })
    }
    await built.close()
  }
}
