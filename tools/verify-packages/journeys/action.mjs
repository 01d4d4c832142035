import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../pack.mjs'
import { Failure, run } from '../run.mjs'

const packageFolder = join(root, 'packages', 'github-action')
const { parse } = createRequire(join(packageFolder, 'package.json'))('yaml')

/** Copies the action as it is released to where nothing is installed. */
export async function copyAction(folder) {
  for (const name of ['action.yml', 'package.json', 'dist'])
    await cp(join(packageFolder, name), join(folder, name), { recursive: true })
  return folder
}

/**
 * Does what a project's workflow says, in the project as a runner would check it out: `run` by the shell, this action as a
 * process. What the actions of others do is there already. Nothing is uploaded to a release, which the action's own tests do.
 */
export async function runWorkflow(project, action, release, settings) {
  const { jobs } = parse(await project.read('.github/workflows/build.yml'))
  for (const [name, { steps }] of Object.entries(jobs)) {
    const isRelease = name === 'release'
    for (const step of steps) {
      if (step.run !== undefined) await project.run(step.run, { CI: 'true' })
      else if (step.uses.startsWith('tacosmith/tacosmith/'))
        await runAction(project, action, evaluate(step.with, release), { isRelease, ...settings })
      else if (step.uses.startsWith('actions/upload-artifact@')) await project.taco()
    }
  }
}

/**
 * Runs this action as a step of a workflow.
 *
 * @returns What it prints.
 */
export async function runAction(project, action, inputs, { isRelease = false, proxy = '' } = {}) {
  const places = `${project.folder}-runner`
  await rm(places, { recursive: true, force: true })
  await mkdir(join(places, 'temp'), { recursive: true })
  for (const name of ['output', 'summary']) await writeFile(join(places, name), '')
  await writeFile(join(places, 'event'), '{}')
  await rm(join(project.folder, 'dist'), { recursive: true, force: true })
  const defaults = parse(await readFile(join(action, 'action.yml'), 'utf8')).inputs
  const given = {
    ...Object.fromEntries(Object.entries(defaults).map(([name, { default: value = '' }]) => [name, value])),
    ...inputs,
  }
  const variables = Object.entries({ ...given, 'upload-to-release': 'false', 'github-token': '' })
  const { all } = await run(['node', join(action, 'dist', 'index.mjs')], {
    cwd: project.folder,
    env: {
      ...project.env,
      ...(isRelease ? { http_proxy: proxy, no_proxy: '127.0.0.1' } : {}),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: project.folder,
      RUNNER_TEMP: join(places, 'temp'),
      GITHUB_REPOSITORY: 'octo-org/connector',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(places, 'event'),
      GITHUB_OUTPUT: join(places, 'output'),
      GITHUB_STEP_SUMMARY: join(places, 'summary'),
      GITHUB_REF: isRelease ? 'refs/tags/v1.0.0' : 'refs/heads/main',
      ...Object.fromEntries(variables.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)])),
    },
  })
  const outputs = await readFile(join(places, 'output'), 'utf8')
  const isSigned = /^signed<<(\S+)\n(\w+)\n\1$/m.exec(outputs)?.[2]
  if (isRelease && isSigned !== 'true') throw new Failure(`the action did not sign the release:\n${outputs}`)
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
