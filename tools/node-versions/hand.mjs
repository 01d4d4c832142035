// What a user types first, on the Node that runs this file: a new project is created, validated, tested, built, signed and
// verified, twice, so that the second time takes the compiled code that the first one kept. Needs the packages built.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tacosmith = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-node-'))
const project = join(folder, 'my-connector')
// In CI no compiled code is kept.
const { CI: _, ...environment } = { ...process.env, TACOSMITH_HOME: join(folder, 'home') }

try {
  // The project finds the packages of this repository, as if they had been installed.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  type(folder, 'create', 'my-connector', '--yes', '--bundler', 'none')
  for (const time of ['first', 'second']) await useProject(time)
  console.log(`${process.version}: created, validated, tested, built, signed, verified`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function useProject(time) {
  type(project, 'validate', 'connector')
  assert.match(type(project, 'test'), /2 scenarios, all as expected/)
  type(project, 'build', 'connector', '--no-sign')
  const file = (await readdir(join(project, 'dist'))).find((name) => name.endsWith('.taco'))
  assert.ok(file, `the ${time} build left no .taco`)
  const taco = join('dist', file)
  type(project, 'sign', taco, '--development')
  // A throwaway certificate is not one that Tableau trusts, and is the only thing that is wrong.
  const root = join(folder, 'home', 'development-root.pem')
  type(project, 'verify', taco, '--truststore', root)
  type(project, 'inspect', taco)
}

/** Runs a command that has to succeed, without a word of warning from Node; gives what it printed. */
function type(cwd, ...words) {
  const result = spawnSync(process.execPath, [tacosmith, ...words], {
    cwd,
    encoding: 'utf8',
    env: environment,
  })
  const output = `${result.stdout}${result.stderr}`
  assert.equal(result.status, 0, `tacosmith ${words.join(' ')} ended with ${result.status}:\n${output}`)
  assert.doesNotMatch(output, /\(node:\d+\)|Warning:/, `Node warns of tacosmith ${words.join(' ')}`)
  return output
}
