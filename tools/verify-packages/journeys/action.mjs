import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { createJiti } from 'jiti'
import { root } from '../pack.mjs'
import { Failure, run } from '../run.mjs'

const packageFolder = join(root, 'packages', 'github-action')
const testing = join(packageFolder, 'src', 'testing', 'github-server.ts')
const { GithubServer, TOKEN } = await createJiti(import.meta.url).import(testing)
const { parse } = createRequire(join(packageFolder, 'package.json'))('yaml')

/** Copies the action as it is released to where nothing is installed. */
export async function copyAction(folder) {
  for (const name of ['action.yml', 'package.json', 'dist'])
    await cp(join(packageFolder, name), join(folder, name), { recursive: true })
  return folder
}

/**
 * Does what a project's workflow says, in the project as a runner would check it out: `run` by the shell, this action as a
 * process. What the actions of others do is there already. A stand-in for GitHub gets the release.
 */
export async function runWorkflow(project, action, release, settings) {
  const { jobs } = parse(await project.read('.github/workflows/build.yml'))
  for (const [name, { steps }] of Object.entries(jobs)) {
    const isRelease = name === 'release'
    for (const step of steps) {
      if (step.run !== undefined) await project.run(step.run, { CI: 'true' })
      else if (step.uses.startsWith('tacosmith/tacosmith/'))
        await (isRelease ? runRelease : runAction)(project, action, evaluate(step.with, release), settings)
      else if (step.uses.startsWith('actions/upload-artifact@')) await project.taco()
    }
  }
}

/** Runs this action for the tag of a release, and looks for what was built among the files of the release. */
async function runRelease(project, action, inputs, { proxy }) {
  const server = await GithubServer.start()
  const env = {
    ...{ http_proxy: proxy, no_proxy: '127.0.0.1' },
    ...{ GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_API_URL: server.url },
  }
  try {
    await runAction(project, action, { ...inputs, 'github-token': TOKEN }, { env })
    const outputs = await readFile(join(runnerOf(project), 'output'), 'utf8')
    const isSigned = /^signed<<(\S+)\n(\w+)\n\1$/m.exec(outputs)?.[2]
    if (isSigned !== 'true') throw new Failure(`the action did not sign the release:\n${outputs}`)
    const path = await project.taco()
    const built = await readFile(join(project.folder, path))
    const assets = server.releases.flatMap(({ tag, draft, assets }) =>
      assets.map(({ name, bytes }) => `${tag} ${draft ? 'draft ' : ''}${name} ${built.equals(bytes)}`),
    )
    if (assets.join() !== `v1.0.0 ${basename(path)} true`)
      throw new Failure(`the release holds other files than ${path}: ${assets.join(', ') || 'none'}`)
  } finally {
    await server.stop()
  }
}

/** What a runner has beside a checkout. */
const runnerOf = (project) => `${project.folder}-runner`

/**
 * Runs this action as a step of a workflow, for a push if nothing else is said.
 *
 * @returns What it prints.
 */
export async function runAction(project, action, inputs, { env = {} } = {}) {
  const places = runnerOf(project)
  await rm(places, { recursive: true, force: true })
  await mkdir(join(places, 'temp'), { recursive: true })
  for (const name of ['output', 'summary']) await writeFile(join(places, name), '')
  await writeFile(join(places, 'event'), '{}')
  await rm(join(project.folder, 'dist'), { recursive: true, force: true })
  const defaults = parse(await readFile(join(action, 'action.yml'), 'utf8')).inputs
  const given = {
    ...Object.fromEntries(Object.entries(defaults).map(([name, { default: value = '' }]) => [name, value])),
    // Its default is an expression, which only GitHub knows.
    'github-token': '',
    ...inputs,
  }
  const { all } = await run(['node', join(action, 'dist', 'index.mjs')], {
    cwd: project.folder,
    env: {
      ...project.env,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: project.folder,
      RUNNER_TEMP: join(places, 'temp'),
      GITHUB_REPOSITORY: 'octo-org/connector',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(places, 'event'),
      GITHUB_OUTPUT: join(places, 'output'),
      GITHUB_STEP_SUMMARY: join(places, 'summary'),
      GITHUB_REF: 'refs/heads/main',
      ...env,
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)]),
      ),
    },
  })
  return all
}

/** The inputs of this action in the first workflow that its README shows. */
export async function firstWorkflowInputs() {
  const readme = await readFile(join(packageFolder, 'README.md'), 'utf8')
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? []
  const steps = Object.values(parse(text).jobs).flatMap((job) => job.steps)
  if (steps.some(({ run: line }) => line !== undefined))
    throw new Failure('the first workflow installs something')
  return steps.find(({ uses }) => uses.startsWith('tacosmith/tacosmith/')).with
}

function evaluate(inputs, release) {
  const secrets = {
    KEYSTORE_BASE64: release.keystore.toString('base64'),
    KEYSTORE_PASSWORD: release.password,
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      String(value).replaceAll(/\$\{\{ secrets\.(\w+) \}\}/g, (_, secret) => secrets[secret]),
    ]),
  )
}
