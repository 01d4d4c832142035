import { join } from 'node:path'
import { tacosmith } from '@tacosmith/esbuild-plugin'
import * as esbuild from 'esbuild'
import type { Project } from '../../project.ts'
import type { BundlerWithApp } from '../bundler-with-app.ts'

const settings: Record<string, esbuild.BuildOptions> = {
  'as it is': {},
  'that is minified, with source maps': { minify: true, sourcemap: true },
  'that is split': { splitting: true, format: 'esm' },
  'in the format cjs': { format: 'cjs', platform: 'node' },
  'in the format iife, with a name': { format: 'iife', globalName: 'app' },
  'with banner and footer': { banner: { js: '/* banner */' }, footer: { js: '/* footer */' } },
  'that keeps names': { keepNames: true },
  'for old browsers': { target: 'es2015' },
  'for a server, without its packages': {
    platform: 'node',
    packages: 'external',
    format: 'esm',
    entryPoints: ['src/library.ts'],
  },
  'that leaves a package out': { external: ['quoting'], format: 'esm', entryPoints: ['src/library.ts'] },
  'that is not tree-shaken': { treeShaking: false },
  'with names of its own': {
    entryNames: 'app-[hash]',
    chunkNames: 'chunk-[hash]',
    splitting: true,
    format: 'esm',
  },
}

export const bundlers: BundlerWithApp[] = [
  {
    name: 'esbuild',
    buildAlone: (project) => build(project, {}, true),
    settings: Object.entries(settings).map(([name, options]) => ({
      name,
      build: (project, { withConnector }) =>
        build(project, { entryPoints: ['src/main.ts'], ...options }, withConnector),
    })),
  },
]

async function build(
  { root, settings: { define = {} } }: Project,
  options: esbuild.BuildOptions,
  withConnector: boolean,
): Promise<void> {
  await esbuild.build({
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    logLevel: 'silent',
    define,
    plugins: withConnector ? [tacosmith()] : [],
    ...options,
  })
}
