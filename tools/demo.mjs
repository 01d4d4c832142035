// Builds the example connector with Vite, signs it with the development certificate, and prints the result.
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const example = join(root, 'examples', 'vite-postgres-jdbc')

run(
  'the packages',
  binOf('nx', 'nx'),
  ['run-many', '-t', 'build', '-p', 'packages/*', '--outputStyle=static'],
  root,
  'quiet',
)
run('vite build', binOf('vite', 'vite', example), ['build'], example, 'shown')
await reportResult()

/** Runs a Node program; its output is shown, or shown only when it fails. */
function run(title, program, words, cwd, output) {
  const result = spawnSync(process.execPath, [program, ...words], {
    cwd,
    encoding: 'utf8',
    stdio: output === 'shown' ? 'inherit' : 'pipe',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}\n${title}: failed\n`)
  process.exit(result.status ?? 1)
}

function binOf(packageName, bin, from = root) {
  const require = createRequire(join(from, 'package.json'))
  let manifest
  try {
    manifest = require.resolve(`${packageName}/package.json`)
  } catch {
    console.error(`The package ${packageName} is not installed: run npm ci first.`)
    process.exit(2)
  }
  const { bin: bins } = require(manifest)
  return join(dirname(manifest), typeof bins === 'string' ? bins : bins[bin])
}

async function reportResult() {
  const core = await import('@tacosmith/core')
  const { defaultDevelopmentFolder } = await import('@tacosmith/core/adapter')
  const file = await findTaco()
  const bytes = await readFile(file)
  const source = await core.tacoSource(bytes, file)
  const connector = await core.readConnector(source)
  const { report, readSource } = await core.checkConnector({}, { source })

  heading('what was built')
  const minimum = core.minimumTableauVersion(connector)
  line('file', `${relative(process.cwd(), file)} (${(bytes.length / 1024).toFixed(1)} KB)`)
  line('class', `${connector.className}, version ${connector.pluginVersion}`)
  line('Tableau', `${minimum.version} or newer`)
  for (const reason of minimum.reasons) line('', `${reason.version}: ${reason.message}`)
  for (const { path, kind, bytes: content } of connector.files)
    line('', `${path} (${kind}, ${content.length} bytes)`)

  heading('what the checks found')
  console.log(core.formatPretty(report, { readSource, color: process.stdout.isTTY === true }).trimEnd())

  heading('how Tableau would treat it')
  tell(await core.verifyTaco(bytes))
  heading('how Tableau would treat it if it trusted the development certificate')
  const rootFile = join(defaultDevelopmentFolder(), 'development-root.pem')
  tell(await core.verifyTaco(bytes, { trust: [await readFile(rootFile)] }))
  for (const row of nextSteps(rootFile)) console.log(row)
}

async function findTaco() {
  const dist = join(example, 'dist')
  const name = (await readdir(dist)).find((candidate) => candidate.endsWith('.taco'))
  if (name === undefined) throw new Error(`vite build left no .taco in ${dist}`)
  return join(dist, name)
}

function heading(text) {
  console.log(`\n${text}`)
}

function line(name, value) {
  console.log(`  ${name.padEnd(9)}${value}`)
}

function tell({ status, tableauLog, validUntil, problems }) {
  line('verdict', status)
  line('log.txt', tableauLog)
  if (validUntil) line('until', validUntil)
  for (const { severity, message } of problems) line('', `${severity}: ${message}`)
}

function nextSteps(rootFile) {
  return [
    '',
    `The root of the development certificate is ${rootFile}.`,
    'With a JDK installed, npm run verify-demo asks jarsigner the same with that root trusted.',
    'For a release, give the plugin a keystore with a code-signing certificate instead of sign: "development".',
  ]
}
