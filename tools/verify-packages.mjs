// Takes the packages as npm would publish them, installs them outside of this repository, makes a project with each
// bundler by the command alone, and checks, tests and builds it. Needs the npm registry.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const root = fileURLToPath(new URL('..', import.meta.url))
const license = await readFile(join(root, 'LICENSE'), 'utf8')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-packages-'))
const home = join(folder, 'home')

try {
  await mkdir(home)
  const packages = await publishedPackages()
  const tarballs = await packAll(packages)
  const tools = await installAll(tarballs)
  for (const { name } of packages) await inspectInstalled(tools, name)
  for (const bundler of ['vite', 'webpack', 'esbuild', 'none']) await makeProject(bundler, tools, tarballs)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function publishedPackages() {
  const packages = []
  for (const name of await readdir(join(root, 'packages'))) {
    const path = join(root, 'packages', name)
    const manifest = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'))
    if (manifest.private !== true) packages.push({ path, name: manifest.name })
  }
  return packages
}

/** The archives by the name of their package, after a look at what the manifests promise. */
async function packAll(packages) {
  const tarballs = new Map()
  for (const { path, name } of packages) {
    const { messages, pkg } = await publint({ pkgDir: path, pack: 'npm', strict: true })
    if (messages.length > 0) fail(name, messages.map((message) => formatMessage(message, pkg)).join('\n'))
    const output = await run('npm', ['pack', '--json', '--pack-destination', folder], path)
    const [{ filename, size, entryCount }] = JSON.parse(output)
    tarballs.set(name, `file:${join(folder, filename)}`)
    console.log(`${name}: ${entryCount} files, ${Math.round(size / 1024)} KB packed`)
  }
  return tarballs
}

/** A folder in which all packages are installed. */
async function installAll(tarballs) {
  const tools = join(folder, 'tools')
  await writeManifest(tools, { private: true, type: 'module', dependencies: Object.fromEntries(tarballs) })
  await npmInstall(tools)
  return tools
}

/** Everything that users load must load, and nothing may come from the machine that built it. */
async function inspectInstalled(tools, name) {
  const installed = join(tools, 'node_modules', name)
  for (const file of await readdir(installed, { recursive: true })) {
    if (!/\.(m?js|d\.ts|json|map)$/.test(file) || file.includes('node_modules')) continue
    if ((await readFile(join(installed, file), 'utf8')).includes(root)) fail(name, `${file} names ${root}`)
    if (/\.test\.|(^|[/\\])test-kit/.test(file)) fail(name, `${file} is a file of the tests`)
  }
  if ((await readFile(join(installed, 'LICENSE'), 'utf8')) !== license) fail(name, 'another licence')
  const { exports = {} } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  for (const [path, target] of Object.entries(exports)) {
    if (!/\.m?js$/.test(target.default ?? target.import ?? target)) continue
    const specifier = name + path.slice(1)
    await run(
      process.execPath,
      ['--input-type=module', '-e', `await import(${JSON.stringify(specifier)})`],
      tools,
    )
  }
}

async function makeProject(bundler, tools, tarballs) {
  const title = `a project with ${bundler === 'none' ? 'no bundler' : bundler}`
  const project = join(folder, `acme-${bundler}`)
  const tacosmith = join(tools, 'node_modules', '.bin', 'tacosmith')
  const choices = ['--bundler', bundler, '--auth', 'auth-user-pass,oauth', '--languages', 'en_US,de_DE']
  await run(tacosmith, ['create', project, '--yes', ...choices], folder)
  await useTarballs(project, tarballs)
  await npmInstall(project)
  for (const script of ['validate', 'test', 'typecheck', 'build']) await run('npm', ['run', script], project)
  const [taco] = (await readdir(join(project, 'dist'))).filter((name) => name.endsWith('.taco'))
  if (taco === undefined) fail(title, 'npm run build made no .taco')
  await run('npx', ['tacosmith', 'inspect', join('dist', taco)], project)
  console.log(`${title}: created, installed, validated, tested and built ${taco}`)
}

/** What a project asks the registry for comes from here instead. */
async function useTarballs(project, tarballs) {
  const manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  const own = (dependencies = {}) =>
    Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => [name, tarballs.get(name) ?? range]),
    )
  const overrides = Object.fromEntries(tarballs)
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))
    delete overrides[name]
  await writeManifest(project, {
    ...manifest,
    dependencies: own(manifest.dependencies),
    devDependencies: own(manifest.devDependencies),
    overrides,
  })
}

async function writeManifest(path, manifest) {
  await mkdir(path, { recursive: true })
  await writeFile(join(path, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Without scripts: libxmljs2 is not compiled, and what users get who cannot compile it is tried. */
async function npmInstall(path) {
  const quick = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['install', ...quick], path)
}

/** Resolves to what the program prints on stdout; shows all that it says where it fails. */
function run(program, words, cwd) {
  const { NODE_PATH: _, ...environment } = process.env
  const env = { ...environment, HOME: process.env.HOME, TACOSMITH_HOME: home, NO_COLOR: '1' }
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let all = ''
    child.stdout.on('data', (data) => {
      stdout += data
      all += data
    })
    child.stderr.on('data', (data) => {
      all += data
    })
    child.on('error', (error) => fail(program, error.message))
    child.on('close', (status) => {
      if (status === 0) resolve(stdout)
      else fail(`${program} ${words.join(' ')} in ${cwd}`, `${all}\nexit ${status}`)
    })
  })
}

function fail(what, reason) {
  console.error(`${what}:\n${reason}`)
  process.exitCode = 1
  throw new Error(`${what} does not work as a user would get it`)
}
