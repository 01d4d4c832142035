import { readdir, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { simulatedComputer, simulatedPlatforms } from '@tacosmith/test-kit'
import { readmeParts, stepsOf } from '../readme.mjs'
import { Failure, run } from '../run.mjs'
import { changed, editsOf } from './edits.mjs'
import { Project, until } from './project.mjs'

/**
 * Makes a project and does what `create` prints and what its README says, runs each of its scripts, and starts a stand-in for
 * Tableau on each system.
 */
export async function makeProject(folder, words, { env, tacosmith }) {
  const name = basename(folder)
  const { stdout } = await run([...tacosmith, 'create', name, ...words], { cwd: resolve(folder, '..'), env })
  const [, next] = /\nNext:\n([\s\S]*)/.exec(stdout) ?? []
  const lines = (next ?? '').split('\n').flatMap((line) => /^ {2}(\S.*)$/.exec(line)?.[1] ?? [])
  if (lines[0] !== `cd ${name}`) throw new Failure(`create does not lead into ${name}:\n${stdout}`)
  const project = new Project(folder, env)
  const done = new Set(lines.slice(1))
  for (const line of done) await project.run(line)
  await followReadme(project, done)
  await runScripts(project, done)
  return project
}

async function followReadme(project, done) {
  const [first] = readmeParts(await project.read('README.md'))
  for (const { command } of stepsOf(first)) {
    const line = command.replace(/ +#.*$/, '')
    if (line.includes('tacosmith run')) await startTableau(project, line)
    else if (!done.has(line)) await project.run(line)
    done.add(line)
  }
}

/** On Linux there is no Tableau to start, which it says. */
async function startTableau(project, line) {
  const esbuild = join(
    project.folder,
    'node_modules',
    '@esbuild',
    `${process.platform}-${process.arch}`,
    'bin',
    'esbuild',
  )
  for (const platform of simulatedPlatforms) {
    const computer = await simulatedComputer(platform, `${project.folder}-${platform}`, esbuild)
    // npx would look for its own files there.
    const words = line.replace(/^npx tacosmith/, 'node node_modules/@tacosmith/cli/bin/tacosmith.cjs')
    const outcome = await project.run(words, computer.environment).catch((failure) => failure)
    if (platform === 'linux') {
      if (!outcome.message?.includes('does not exist for Linux'))
        throw new Failure(`${line} on Linux: ${outcome.all}`)
      continue
    }
    if (outcome instanceof Error) throw outcome
    const told = await waitForWords(computer)
    const path = told.find((word) => word.startsWith('-DConnectPluginsPath='))
    if (path === undefined) throw new Failure(`Tableau is not led to the connector on ${platform}: ${told}`)
  }
}

async function waitForWords(computer) {
  let told
  await until(async () => {
    told = await computer.told()
    return told !== undefined
  }, 'the stand-in for Tableau')
  return told
}

/** Those that nothing told to run so far; the one that does not end is there for changes. */
async function runScripts(project, done) {
  for (const script of Object.keys((await project.manifest()).scripts)) {
    const lines = [`npm run ${script}`, `npm ${script}`]
    if (lines.some((line) => done.has(line))) continue
    if (script === 'dev') await watch(project, lines[0])
    else await project.run(lines[0])
  }
}

/** What is kept up to date follows a change: the `.taco` of a bundler, or the folder for Tableau. */
async function watch(project, line) {
  const manifest = 'connector/manifest.xml'
  const before = await project.read(manifest)
  const holds = (version) => async () => {
    const names = await readdir(join(project.folder, 'dist')).catch(() => [])
    const [folder] = await readdir(join(project.folder, '.tacosmith', 'dev')).catch(() => [])
    const unpacked = await project.read(`.tacosmith/dev/${folder}/manifest.xml`).catch(() => '')
    return (
      names.some((name) => name.includes(`-v${version}.taco`)) ||
      unpacked.includes(`plugin-version="${version}"`)
    )
  }
  await rm(join(project.folder, 'dist'), { recursive: true, force: true })
  await project.during(line, async () => {
    await until(holds('1.0.0'), 'the first round')
    await project.write(manifest, before.replace('plugin-version="1.0.0"', 'plugin-version="1.0.1"'))
    await until(holds('1.0.1'), 'an answer to a change')
  })
  await project.write(manifest, before)
  await rm(join(project.folder, 'dist'), { recursive: true, force: true })
}

const green = ['validate', 'typecheck', 'test', 'scenarios', 'build']

/** Edits each file as its author would: all scripts stay green. */
export async function editRight(project) {
  for (const file of await project.files()) {
    for (const edit of editsOf(file).right)
      await project.write(file, changed(await project.read(file), edit, file).text)
  }
  await runGreen(project)
}

async function runGreen(project) {
  const { scripts } = await project.manifest()
  for (const script of green.filter((name) => name in scripts)) await project.run(`npm run ${script}`)
}

/**
 * Makes one mistake at a time: the scripts tell the file and the line.
 *
 * @param isTried - Whether the mistake was made in a project like this before.
 */
export async function editWrong(project, isTried) {
  const { scripts } = await project.manifest()
  for (const file of await project.files()) {
    const before = await project.read(file)
    for (const mistake of editsOf(file).wrong) {
      const told = mistake.scripts.filter(
        (script) => script in scripts && !isTried(`${file} ${mistake.edit} ${script}`),
      )
      const { text, line } = changed(before, mistake.edit, file)
      await project.write(file, text)
      for (const script of told) {
        const why = `the wrong line ${line} of ${file}`
        expectPlace(
          await project.fails(`npm run ${script}`, why),
          { file, line, ...mistake },
          `npm run ${script}`,
        )
      }
    }
    await project.write(file, before)
  }
}

/** A parser may find out one line later, and TypeScript writes places in its own way. */
function expectPlace(printed, { file, line, isNear, hasNoLine }, command) {
  const lines = isNear ? [line - 1, line, line + 1, line + 2] : [line]
  const name = basename(file).replaceAll('.', String.raw`\.`)
  const place = hasNoLine ? new RegExp(name) : new RegExp(`${name}[^\\n]{0,3}[:( ](${lines.join('|')})\\b`)
  if (!place.test(printed)) throw new Failure(`${command} does not tell ${file}:${line}:\n${printed}`)
  const reports = printed.match(/^.*(?:Node\.js v\d|^ +at .*tacosmith).*$/m)
  if (reports !== null) throw new Failure(`${command} shows a stack:\n${printed}`)
}

/** What a release needs, signed with a certificate by an authority of this run. */
export async function buildSigned(project, release, { tacosmith }) {
  const config = (await project.files()).find((file) => file.startsWith('tacosmith.config.'))
  const text = await project.read(config)
  const [, setting] = /^ +\/\/ (sign: \{.*\})$/m.exec(text) ?? []
  if (setting === undefined) throw new Failure(`${config} no longer says how a release is signed`)
  const own = setting.replace("'https://...'", JSON.stringify(release.timestampUrl))
  await project.write('release.p12', release.keystore)
  await project.write('root.pem', release.rootPem)
  await project.write(config, text.replace("sign: 'development'", own))
  await project.run('npm run build', { TACOSMITH_STOREPASS: release.password })
  const words = [
    ...tacosmith,
    'verify',
    await project.taco(),
    '--truststore',
    'root.pem',
    '--require-timestamp',
  ]
  await run(words, { cwd: project.folder, env: project.env })
  await project.write(config, text)
}
