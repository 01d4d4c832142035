import { cp, mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Failure, run } from './run.mjs'
import { missingPackage, standIn } from './stand-in.mjs'

/**
 * Does what a quick start says, in a folder of its own, and looks at what comes of it.
 *
 * @param trial - See `allTrials` in `quick-starts.mjs`.
 * @param settings - `env`, the environment; `translate`, see `readme.mjs`; `connector`, a folder for readers who have one,
 *   `prepared`, files of their projects, and `isModule`, whether these are of the type module; `tacosmith`, the words that call the command; `note`, told of what the reader of this
 *   tool's output should know.
 * @returns The folder of the project, whether `create` made it, and the name of the `.taco`, if one was promised.
 */
export async function tryOut(
  { manager, steps },
  folder,
  { env, translate, connector, prepared, isModule, tacosmith, note },
) {
  await mkdir(folder, { recursive: true })
  const startsFromNothing = steps[0].command?.includes(' create ') ?? false
  if (!startsFromNothing) {
    await cp(connector, join(folder, 'connector'), { recursive: true })
    const manifest = { name: 'existing', private: true, ...(isModule ? { type: 'module' } : {}) }
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  }
  let cwd = folder
  for (const { command, file, text } of startsFromNothing ? steps : [...prepared, ...steps]) {
    if (file !== undefined) {
      await mkdir(dirname(join(cwd, file)), { recursive: true })
      await writeFile(join(cwd, file), text)
    } else if (command.startsWith('cd ')) {
      cwd = resolve(cwd, command.slice('cd '.length))
    } else {
      await runLine(translate(command), { cwd, env, manager, note })
    }
  }
  const isNew =
    startsFromNothing &&
    steps.some(({ command }) => command?.endsWith('run build') || command?.endsWith('tacosmith build'))
  const done = new Set(steps.map(({ command }) => command))
  if (isNew) {
    const scripts = ['validate', 'typecheck', 'test', 'build']
    await runScripts(
      cwd,
      scripts.filter((name) => !done.has(`npm ${name}`) && !done.has(`npm run ${name}`)),
      { env, manager },
    )
  }
  await expectOneCore(cwd, manager)
  return { project: cwd, isNew, taco: await expectTaco(cwd, steps, tacosmith, env) }
}

/** Yarn stops where the registry lacks a package, be it optional or for another system: something stands in for it. */
async function runLine(line, { cwd, env, manager, note }) {
  try {
    return await run(line, { cwd, env })
  } catch (cause) {
    const missing = manager === 'yarn' && cause instanceof Failure ? missingPackage(cause.message) : undefined
    if (missing === undefined) throw cause
    note(`the registry has no ${missing}, which Yarn wants though it is optional: an empty package stands in`)
    await standIn(missing, cwd)
    return await run(line, { cwd, env })
  }
}

/** Runs those of the scripts that a project has. */
export async function runScripts(project, names, { env, manager }) {
  const { scripts } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  for (const script of names.filter((name) => name in scripts)) {
    await run(`${manager} run ${script}`, { cwd: project, env })
  }
}

/** The project's configuration, its plugin and its signers must load the same core. */
async function expectOneCore(project, manager) {
  const copies = manager === 'yarn' ? await lockedCores(project) : await installedCores(project)
  if (copies.length > 1)
    throw new Failure(`more than one @tacosmith/core is installed:\n${copies.join('\n')}`)
}

async function installedCores(project) {
  const files = await readdir(join(project, 'node_modules'), { recursive: true }).catch(() => [])
  const copies = files.filter((path) => /(^|node_modules[\\/])@tacosmith[\\/]core$/.test(path))
  const paths = await Promise.all(copies.map((path) => realpath(join(project, 'node_modules', path))))
  return [...new Set(paths)]
}

async function lockedCores(project) {
  const lock = await readFile(join(project, 'yarn.lock'), 'utf8').catch(() => '')
  return lock.match(/^"@tacosmith\/core@.*$/gm) ?? []
}

/** The file that the quick start promises; one that only checks types makes none. */
async function expectTaco(project, steps, tacosmith, env) {
  if (!steps.some(({ command }) => /\bbuild\b|webpack|rollup|rolldown|rspack/.test(command ?? '')))
    return undefined
  const folder = await outputFolder(project)
  const names = await readdir(join(project, folder)).catch(() => [])
  if (names.length !== 1 || !names[0].endsWith('.taco')) {
    throw new Failure(`not one .taco was made: ${names.join(', ') || 'nothing'} in ${join(project, folder)}`)
  }
  const words = [...tacosmith, 'inspect', join(folder, names[0]), '--json']
  const { stdout } = await run(words, { cwd: project, env })
  if (!JSON.parse(stdout)) throw new Failure(`${names[0]} cannot be read`)
  return names[0]
}

/** The Nx plugin keeps signed and unsigned files apart. */
async function outputFolder(project) {
  const names = await readdir(join(project, 'dist')).catch(() => [])
  return names.includes('unsigned') ? join('dist', 'unsigned') : 'dist'
}
