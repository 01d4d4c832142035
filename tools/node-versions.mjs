// Runs the tests on several versions of Node, each installed by npm's package `node` into a folder of its own.
// Usage: node tools/node-versions.mjs [--quick] [VERSION...]    without versions: those of CI
// Everything is run with the packages that are installed: an addon that was compiled for another version, such as
// libxmljs2, does not load, and its tests are skipped.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const isWindows = process.platform === 'win32'

/** What may differ between versions: WebAssembly, workers, compiled code, streams that unpack, child processes. */
const sensitiveTests = {
  core: ['src/engine', 'src/scripts/trial', 'src/verify/verify-', 'src/format/zip', 'src/schema/engines'],
  preview: ['src/server'],
  cli: ['src/program/compiled-module.test.ts', 'src/end-to-end/untrusted', 'src/end-to-end/no-script-runs'],
}

const { quick, versions } = await readArguments()
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-nodes-'))
const failures = []
try {
  for (const version of versions) {
    const node = await install(version)
    if (node === undefined) continue
    if (quick) runQuickly(node)
    else runAll(node)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
for (const failure of failures) console.error(`failed: ${failure}`)
if (failures.length === 0) console.log(`all of it passed on ${versions.join(', ')}`)
process.exitCode = failures.length === 0 ? 0 : 1

async function readArguments() {
  const usage =
    'usage: node tools/node-versions.mjs [--quick] [VERSION...], with versions as npm knows them, such as 22 or 20.19.0'
  try {
    const { values, positionals } = parseArgs({
      options: { quick: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const wrong = positionals.find((version) => !/^\d+(\.\d+){0,2}$/.test(version))
    if (wrong !== undefined) throw new Error(`${wrong} is no version of Node`)
    return { quick: values.quick, versions: positionals.length > 0 ? positionals : await versionsOfCi() }
  } catch (error) {
    console.error(`${error.message}\n${usage}`)
    process.exit(2)
  }
}

async function versionsOfCi() {
  const workflow = await readFile(join(root, '.github', 'workflows', 'ci.yml'), 'utf8')
  const [, list = ''] = /^ +node: \[(.*)\]$/m.exec(workflow) ?? []
  const versions = list.match(/\d+(\.\d+)*/g)
  if (versions === null) throw new Error('.github/workflows/ci.yml has no line "node: [...]" any more')
  return versions
}

/** Gives how to run a program on that version: its file, and a PATH on which it comes first. */
async function install(version) {
  const place = await mkdtemp(join(folder, `node-${version}-`))
  // A program of npm's, not a module: on Windows only a shell finds it.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', place, `node@${version}`]
  const { status } = spawnSync('npm', words, { cwd: place, stdio: 'inherit', shell: isWindows })
  const bin = join(place, 'node_modules', 'node', 'bin')
  const program = join(bin, isWindows ? 'node.exe' : 'node')
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' })
  if (status !== 0 || asked.status !== 0) {
    failures.push(
      `npm install node@${version}; where npm runs no install scripts, allow that of this package`,
    )
    return undefined
  }
  console.log(`\n== Node ${asked.stdout.trim()}`)
  const { NODE_OPTIONS: _, ...environment } = process.env
  const PATH = [bin, process.env.PATH].join(delimiter)
  return { version, program, environment: { ...environment, PATH, NX_DAEMON: 'false', NX_TUI: 'false' } }
}

function runAll(node) {
  run(node, 'npm test', [binOf('nx'), 'run-many', '-t', 'test', '--skip-nx-cache'])
}

function runQuickly(node) {
  run(node, 'the build', [binOf('nx'), 'run-many', '-t', 'build', '-p', 'packages/*'])
  run(node, 'the commands', [join(root, 'tools', 'node-versions', 'hand.mjs')])
  run(node, 'the demo', [join(root, 'tools', 'demo.mjs')])
  for (const [name, paths] of Object.entries(sensitiveTests)) {
    run(node, `tests of ${name}`, [binOf('vitest'), 'run', ...paths], join(root, 'packages', name))
  }
}

function run({ version, program, environment }, title, words, cwd = root) {
  console.log(`\n-- ${title}`)
  const { status } = spawnSync(program, words, { cwd, env: environment, stdio: 'inherit' })
  if (status !== 0) failures.push(`${title} on Node ${version}`)
}

function binOf(name) {
  const manifest = require.resolve(`${name}/package.json`)
  const { bin } = require(manifest)
  return join(manifest, '..', typeof bin === 'string' ? bin : bin[name])
}
