import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modulesOf } from './installed.mjs'
import { root } from './pack.mjs'
import { Failure, run } from './run.mjs'

/**
 * What are the types wrong about? Asks attw, for every way to resolve modules. CommonJS gets what Node gives it: to require
 * an ES module works from Node 20.19 on.
 */
export async function checkResolution(packed) {
  for (const { file } of packed.filter(({ manifest }) => manifest.types !== undefined)) {
    const words = [
      'npx',
      'attw',
      file,
      '--ignore-rules',
      'cjs-resolves-to-esm',
      '--format',
      'ascii',
      '--no-color',
    ]
    await run(words, { cwd: root, env: process.env })
  }
}

/** For each compiler ways to resolve modules, with the kind of module that goes with each. */
export const allCompilers = {
  'typescript-5': [
    ['node16', 'node16'],
    ['esnext', 'node10'],
  ],
  'typescript-6': [
    ['preserve', 'bundler'],
    ['nodenext', 'nodenext'],
    ['esnext', 'node10'],
  ],
  'typescript-7': [
    ['preserve', 'bundler'],
    ['nodenext', 'nodenext'],
  ],
}

/** The last of {@link allCompilers}. */
export const newestCompiler = Object.fromEntries(Object.entries(allCompilers).slice(-1))

/**
 * Compiles a file that imports every entry, with `skipLibCheck: false`. Errors in the declarations of others are theirs.
 *
 * @param folder - Where all packages are installed.
 * @param how - `compilers`: of {@link allCompilers}.
 */
export async function checkTypes(folder, packed, env, { compilers }) {
  const specifiers = packed.flatMap(({ manifest }) => modulesOf(manifest))
  const lines = specifiers.map((specifier, index) => `import * as entry${index} from '${specifier}'`)
  const entries = specifiers.map((_, index) => `entry${index}`)
  await writeFile(join(folder, 'all.ts'), `${lines.join('\n')}\nexport default [${entries.join(', ')}]\n`)
  for (const [compiler, resolutions] of Object.entries(compilers)) {
    for (const [module, moduleResolution] of resolutions) {
      await compile(folder, compiler, { module, moduleResolution }, env)
    }
  }
}

async function compile(folder, compiler, { module, moduleResolution }, env) {
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    ...(compiler === 'typescript-6' && moduleResolution === 'node10' ? { ignoreDeprecations: '6.0' } : {}),
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['all.ts'] }))
  const tsc = join(folder, 'node_modules', compiler, 'bin', 'tsc')
  const output = await run(['node', tsc], { cwd: folder, env }).then(
    ({ all }) => all,
    (failure) => failure.message,
  )
  const faults = output
    .split('\n')
    .filter(
      (line) => /^(all\.ts|node_modules\/@tacosmith\/\S*)\(.*error TS/.test(line) || /^error TS/.test(line),
    )
    // Vite's own types have no entry for node10, which TypeScript explains.
    .filter((line) => !(moduleResolution === 'node10' && line.includes("Cannot find module 'vite'")))
  if (faults.length > 0) throw new Failure(`${compiler}, ${moduleResolution}:\n${faults.join('\n')}`)
}
