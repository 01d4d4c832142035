import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import type { Project } from '../../project.ts'
import type { BundlerWithApp } from '../bundler-with-app.ts'

type Build = (config: { root: string; logLevel: 'silent' }) => Promise<unknown>

/** A setting as text of a configuration file: members of the object, and elements of its plugins. */
interface ConfigFile {
  members?: string
  plugins?: string
  imports?: string
  /** Options of the plugin beside `app`. */
  options?: string
}

const renderChunk = `{ name: 'error-tracker', renderChunk: (code) => 'globalThis.tracker = 1;' + code }`

/** Remembers every module it sees, as plugins do that make a list of licences or of texts to translate. */
const collector = `(() => {
  const seen = []
  return {
    name: 'collector',
    transform(code, id) { seen.push(id.replace(/.*\\//, '')) },
    generateBundle() { this.emitFile({ type: 'asset', fileName: 'modules.txt', source: [...seen].sort().join() }) },
  }
})()`

const leavesOut = `{ name: 'leaves-out', enforce: 'pre', resolveId: (id) => (id === 'quoting' ? { id, external: true } : null) }`

const lists = `{ name: 'lists', generateBundle(_options, bundle) {
  this.emitFile({ type: 'asset', fileName: 'files.txt', source: Object.keys(bundle).sort().join() })
} }`

const library = "entry: 'src/library.ts', name: 'Library'"

/** Settings that both majors understand. */
const common: Record<string, ConfigFile> = {
  'as it is': {},
  'that is minified, with source maps': { members: 'build: { minify: true, sourcemap: true }' },
  'that is a library in its default formats': { members: `build: { lib: { ${library} } }` },
  'that is a library in es and cjs': { members: `build: { lib: { ${library}, formats: ['es', 'cjs'] } }` },
  'that is a library in cjs': { members: `build: { lib: { ${library}, formats: ['cjs'] } }` },
  'that is a library and leaves packages out': {
    members: `build: { lib: { ${library}, formats: ['es'] }, rollupOptions: { external: [/^[^./]/] } }`,
  },
  'with a plugin that leaves packages out': {
    members: `build: { lib: { ${library}, formats: ['es'] } }`,
    plugins: leavesOut,
  },
  'in the format cjs': { members: "build: { rollupOptions: { output: { format: 'cjs' } } }" },
  'in the format iife': {
    members:
      "build: { rollupOptions: { input: import.meta.dirname + '/src/server.ts', output: { format: 'iife', name: 'app' } } }",
  },
  'in two formats': {
    members:
      "build: { rollupOptions: { output: [{ format: 'es' }, { format: 'cjs', entryFileNames: '[name].cjs' }] } }",
  },
  'with intro, banner and footer': {
    members:
      "build: { rollupOptions: { output: { intro: 'var intro', banner: '/* banner */', footer: '/* footer */' } } }",
  },
  'with an error tracker': { plugins: renderChunk },
  'with a collector of modules': { plugins: collector },
  'with a list of files': { plugins: lists },
  'with a vendor chunk': {
    members:
      "build: { rollupOptions: { output: { manualChunks: (id) => (id.includes('node_modules') ? 'vendor' : undefined) } } }",
  },
  'with the name of a chunk': {
    members: "build: { rollupOptions: { output: { chunkFileNames: 'chunk.js' } } }",
  },
  'that is not tree-shaken': { members: 'build: { rollupOptions: { treeshake: false } }' },
  'with manifests': { members: 'build: { manifest: true, ssrManifest: true }' },
  'for old browsers': { members: "build: { target: 'es2015' }" },
  'on a server': { members: "build: { ssr: 'src/server.ts' }" },
  'with a base, hidden maps and no module preload': {
    members: "base: '/under/', build: { sourcemap: 'hidden', modulePreload: false, assetsDir: 'a' }",
  },
  'in environments of its own': {
    members: `environments: {
      web: { consumer: 'client', build: { outDir: 'dist/web', rollupOptions: { input: 'src/main.ts' } } },
      ssr: { build: { outDir: 'dist/server', rollupOptions: { input: 'src/server.ts' } } },
    },
    builder: { async buildApp(builder) {
      await builder.build(builder.environments.web)
      await builder.build(builder.environments.ssr)
    } }`,
  },
}

const onlySeven: Record<string, ConfigFile> = {
  'in the format system': { members: "build: { rollupOptions: { output: { format: 'system' } } }" },
  'in the format amd': { members: "build: { rollupOptions: { output: { format: 'amd' } } }" },
  'in one file': { members: 'build: { rollupOptions: { output: { inlineDynamicImports: true } } }' },
  'with a banner in each module': { members: "esbuild: { banner: '/* of esbuild */', keepNames: true }" },
}

const onlyEight: Record<string, ConfigFile> = {
  'in groups of chunks': {
    members:
      "build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'vendor', test: /quoting|shared/ }] } } } }",
  },
  'in one file': { members: 'build: { rolldownOptions: { output: { codeSplitting: false } } }' },
  'for old browsers by a plugin': {
    imports: "import legacy from '@vitejs/plugin-legacy'",
    plugins: "legacy({ targets: ['ie 11'] })",
  },
  'for old browsers only': {
    imports: "import legacy from '@vitejs/plugin-legacy'",
    plugins: 'legacy({ renderModernChunks: false, polyfills: false })',
  },
  'in React with a vendor chunk': {
    imports: "import react from '@vitejs/plugin-react'",
    plugins: 'react()',
    members: `build: { rollupOptions: {
      input: 'src/react.tsx',
      output: { manualChunks: (id) => (/node_modules/.test(id) ? 'vendor' : undefined) },
    } }`,
  },
}

const packages = [
  '@tacosmith/vite-plugin',
  '@vitejs/plugin-legacy',
  '@vitejs/plugin-react',
  'react',
  'react-dom',
  'terser',
]

export const bundlers: BundlerWithApp[] = [
  bundler('Vite 7', vite7.build as unknown as Build, 'vite7', { ...common, ...onlySeven }),
  bundler('Vite 8', vite8.build as unknown as Build, 'vite', { ...common, ...onlyEight }),
]

function bundler(
  name: string,
  build: Build,
  packageName: string,
  settings: Record<string, ConfigFile>,
): BundlerWithApp {
  const run = async (project: Project, config: ConfigFile, options: string | undefined) => {
    await project.remove('node_modules/vite')
    for (const installed of packages) await project.install(installed, folderOf(installed)).catch(() => {})
    await project.install('vite', folderOf(packageName))
    await project.write({ 'vite.config.js': configFile(config, options), 'src/react.tsx': reactApp })
    await build({ root: project.root, logLevel: 'silent' })
  }
  return {
    name,
    buildAlone: (project) => run(project, {}, '{}'),
    settings: Object.entries(settings).map(([setting, config]) => ({
      name: setting,
      build: (project, { withConnector }) =>
        run(project, config, withConnector ? '{ app: true }' : undefined),
    })),
  }
}

const reactApp = `import { createRoot } from 'react-dom/client'
import { filledIn } from './shared'
createRoot(document.body).render(<p>{filledIn('', 'react')}</p>)
`

function configFile(
  { imports = '', members = '', plugins }: ConfigFile,
  options: string | undefined,
): string {
  const own = options === undefined ? [] : [`tacosmith(${options})`]
  return `import { tacosmith } from '@tacosmith/vite-plugin'
${imports}
export default {
  define: { __RELEASE__: '"2026.4"' },
  ${members === '' ? '' : `${members},`}
  plugins: [${[...(plugins === undefined ? [] : [plugins]), ...own].join(', ')}],
}
`
}

/** Where a package is installed: in the nearest `node_modules` above. */
function folderOf(packageName: string): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'node_modules', packageName))) {
    if (folder === dirname(folder)) throw new Error(`${packageName} is not installed`)
    folder = dirname(folder)
  }
  return join(folder, 'node_modules', packageName)
}
