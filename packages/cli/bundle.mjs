// Bundles the command: hundreds of small modules would double the time until it starts.
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: { main: 'build/main.js' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  logLevel: 'warning',
  // Of core's single modules, unlike of its bundle, what the command does not use falls away.
  alias: { '@tacosmith/core': fileURLToPath(new URL('../core/build/index.js', import.meta.url)) },
  // Native, WebAssembly, or wanted by few: these stay packages and are loaded when they are needed.
  external: ['esbuild', 'libxmljs2', 'libxml2-wasm', 'jiti', '@swc/core'],
  // Some of the bundled packages are CommonJS and call require for Node's own modules.
  banner: {
    js: "import { createRequire as tacosmithRequire } from 'node:module'; const require = tacosmithRequire(import.meta.url);",
  },
})
