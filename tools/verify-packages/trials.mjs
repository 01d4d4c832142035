import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './pack.mjs'
import { readmeParts, stepsOf, translator } from './readme.mjs'
import { Failure, run } from './run.mjs'
import { runScripts, tryOut } from './trial.mjs'

/** What a project can be besides what the quick starts choose. */
const choices = ['--auth', 'auth-user-pass,oauth', '--languages', 'en_US,de_DE']

/**
 * Tries all quick starts, two at a time, and reports on each. What cannot be tried is listed at the end.
 *
 * @param settings - `folder`; `surroundings`; `connector` and `tacosmith`, see `tryOut`.
 * @returns What does not work. With `CI` set, that is also what could not be tried.
 */
export async function runTrials(trials, settings) {
  const page = await readFile(join(root, 'docs/start/package-managers.md'), 'utf8')
  const faults = []
  const untried = []
  // The first one fills the caches.
  const [first, ...waiting] = trials.map((trial, index) => async () => {
    const title = `${trial.manager}, Node ${trial.node}: ${trial.name}`
    const env = await settings.surroundings.environment(trial.manager, trial.node).catch((cause) => {
      untried.push(`${title}\n    ${cause.message}`)
    })
    if (env === undefined) return
    const start = performance.now()
    try {
      const result = await tryOne(trial, join(settings.folder, `trial-${index}`), env, page, settings)
      console.log(`  ${title}: ${result} (${Math.round((performance.now() - start) / 1000)} s)`)
    } catch (cause) {
      faults.push(`${title}\n${cause instanceof Failure ? cause.message : cause.stack}`)
      console.log(`  ${title}: FAILED`)
    }
  })
  await first()
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next()
  }
  await Promise.all([worker(), worker()])
  for (const text of untried) console.log(`\n  !! NOT TRIED: ${text}`)
  return [...faults, ...(process.env.CI ? untried.map((text) => `NOT TRIED: ${text}`) : [])]
}

async function tryOne(trial, folder, env, page, { connector, tacosmith }) {
  const { manager } = trial
  const notes = []
  const note = (text) => notes.push(text)
  const { project, taco, isNew } = await tryOut(trial, folder, {
    env,
    translate: manager === 'npm' ? (line) => line : translator(page, manager),
    connector,
    // What the page on package managers says that projects need under pnpm.
    prepared: manager === 'pnpm' ? pnpmFiles(page) : [],
    isModule: manager === 'yarn',
    tacosmith,
    note,
  })
  if (isNew && manager === 'npm' && trial.node === 20) await makeOther(project, tacosmith, env)
  for (const text of new Set(notes)) console.log(`  !! ${manager}, Node ${trial.node}: ${text}`)
  return taco ?? 'done'
}

function pnpmFiles(page) {
  const files = readmeParts(page).flatMap(stepsOf)
  if (!files.some(({ file }) => file === 'pnpm-workspace.yaml')) {
    throw new Failure('docs/start/package-managers.md no longer says what pnpm needs')
  }
  return files
}

/** Another project for the same bundler, with other choices; it finds the packages of the project that it lies in. */
async function makeOther(project, tacosmith, env) {
  const { devDependencies } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  const plugin = Object.keys(devDependencies).find((name) => /^@tacosmith\/.*-plugin$/.test(name))
  const bundler = /\/(.*)-plugin/.exec(plugin ?? '')?.[1] ?? 'none'
  const other = join(project, 'other')
  await mkdir(other)
  await run([...tacosmith, 'create', other, '--yes', '--bundler', bundler, ...choices], { cwd: project, env })
  await runScripts(other, ['validate', 'typecheck', 'test', 'build'], { env, manager: 'npm' })
}
