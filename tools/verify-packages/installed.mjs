import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './pack.mjs'
import { Failure, run } from './run.mjs'

/** Installs all packages together with everything that their types speak of. */
export async function installAll(folder, packed, env) {
  const bundlers = ['vite', 'rollup', 'rolldown', 'webpack', '@rspack/core', 'esbuild', '@types/node']
  const compilers = [
    'typescript-5@npm:typescript@5.9',
    'typescript-6@npm:typescript@6',
    'typescript-7@npm:typescript@7',
  ]
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const names = packed.map(({ manifest }) => manifest.name)
  await run(['npm', 'install', ...names, ...bundlers, ...compilers], { cwd: folder, env })
}

/**
 * Types lines that only install packages, each in a project of its own.
 *
 * @returns What does not work.
 */
export async function runInstallLines(lines, folder, env) {
  const faults = []
  for (const [index, line] of lines.entries()) {
    const project = join(folder, String(index))
    await mkdir(project, { recursive: true })
    await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }')
    const fault = await run(line, { cwd: project, env }).then(
      () => undefined,
      (failure) => failure.message,
    )
    console.log(`  ${line}: ${fault === undefined ? 'done' : 'FAILED'}`)
    if (fault !== undefined) faults.push(fault)
  }
  return faults
}

/** Everything that users load must load, and nothing may come from the machine that built it. */
export async function inspectInstalled(folder, packed, env) {
  const license = await readFile(join(root, 'LICENSE'), 'utf8')
  for (const { manifest } of packed) {
    const { name } = manifest
    const installed = join(folder, 'node_modules', name)
    for (const file of await readdir(installed, { recursive: true })) {
      if (!/\.(m?js|d\.ts|json|map)$/.test(file) || file.includes('node_modules')) continue
      if ((await readFile(join(installed, file), 'utf8')).includes(root))
        throw new Failure(`${name}: ${file} names ${root}`)
      if (/\.test\.|(^|[/\\])test-kit/.test(file))
        throw new Failure(`${name}: ${file} is a file of the tests`)
    }
    if ((await readFile(join(installed, 'LICENSE'), 'utf8')) !== license)
      throw new Failure(`${name}: another licence`)
    for (const specifier of modulesOf(manifest)) {
      // A configuration in CommonJS requires them.
      const load = `const name = ${JSON.stringify(specifier)}; await import(name); createRequire(import.meta.url)(name)`
      const code = `import { createRequire } from 'node:module'; ${load}`
      await writeFile(join(folder, 'load.mjs'), code)
      await run(['node', 'load.mjs'], { cwd: folder, env })
    }
  }
}

/** What users import: the entries of a package that are modules. */
export function modulesOf({ name, exports = {} }) {
  return Object.entries(exports)
    .filter(([, target]) => /\.m?js$/.test(target.default ?? target.import ?? target))
    .map(([path]) => name + path.slice(1))
}
