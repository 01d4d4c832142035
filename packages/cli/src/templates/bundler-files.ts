import type { Bundler, Language, ProjectChoices } from './project-choices.ts'
import { quoted } from './quoted.ts'

/** What a bundler needs, and how it is called. */
export interface BundlerSetup {
  /** Its configuration, by path. */
  files: Record<string, string>
  /** The scripts `build` and `dev` of package.json. */
  scripts: { build: string; dev: string }
}

/** The name of the file with tacosmith's options. Webpack and esbuild are configured in JavaScript, and read it. */
export function configFileName({ bundler, language }: Pick<ProjectChoices, 'bundler' | 'language'>): string {
  const isJavaScript = language === 'js' || bundler === 'webpack' || bundler === 'esbuild'
  return `tacosmith.config.${isJavaScript ? 'js' : 'ts'}`
}

/** `tacosmith.config`: the options for the command line and for the bundler's plugin. */
export function configFile(connector: string): string {
  return `import { defineConfig } from '@tacosmith/core'

export default defineConfig({
  connector: ${quoted(connector)},
  // A throwaway certificate of this computer. For a release name the keystore with your certificate instead:
  // sign: { keystore: 'release.p12', storePassword: { env: 'TACOSMITH_STOREPASS' }, timestamp: 'https://...' }
  sign: 'development',
})
`
}

/** The configuration of the bundler, and the scripts that call it. */
export function bundlerSetup(choices: ProjectChoices): BundlerSetup {
  return setups[choices.bundler](choices.language, `./${configFileName(choices)}`)
}

const setups: Record<Bundler, (language: Language, config: string) => BundlerSetup> = {
  none: () => ({ files: {}, scripts: { build: 'tacosmith build', dev: 'tacosmith dev' } }),
  vite: (language, config) => ({
    files: {
      [`vite.config.${language}`]: `import { tacosmith } from '@tacosmith/vite-plugin'
import { defineConfig } from 'vite'
import options from '${config}'

export default defineConfig({
  plugins: [tacosmith(options)],
})
`,
    },
    scripts: { build: 'vite build', dev: 'vite build --watch' },
  }),
  webpack: (language, config) => ({
    files: {
      'webpack.config.js': `import { TacosmithPlugin } from '@tacosmith/webpack-plugin'
import options from '${config}'

export default {
  mode: 'production',
${language === 'ts' ? swcRule : ''}  plugins: [new TacosmithPlugin(options)],
}
`,
    },
    scripts: { build: 'webpack', dev: 'webpack --watch' },
  }),
  esbuild: (_, config) => ({
    files: {
      'build.js': `import { tacosmith } from '@tacosmith/esbuild-plugin'
import { build, context } from 'esbuild'
import options from '${config}'

const settings = {
  outdir: 'dist',
  logLevel: 'info',
  plugins: [tacosmith(options)],
}

if (process.argv.includes('--watch')) await (await context(settings)).watch()
// esbuild has reported the errors already.
else await build(settings).catch(() => process.exit(1))
`,
    },
    scripts: { build: 'node build.js', dev: 'node build.js --watch' },
  }),
}

const swcRule = `  module: {
    rules: [
      {
        test: /\\.ts$/,
        loader: 'swc-loader',
        options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
      },
    ],
  },
`
