import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describeLeaks, type Outcome, SecretScanner, SharedRuns } from '@tacosmith/test-kit'
import { inject } from 'vitest'
import { parse } from 'yaml'
import type { GithubServer } from './github-server.ts'
import { refuseOddities } from './refuse-oddities.ts'

const actionFolder = inject('actionFolder')
const runs = new SharedRuns(
  join(actionFolder, 'dist', 'index.mjs'),
  pathToFileURL(join(actionFolder, 'dist', 'shared.mjs')).href,
)

/** The root of this package. */
export const packageFolder: string = fileURLToPath(new URL('../..', import.meta.url))

/** What a run of the action ended with. */
export interface ActionRun extends Outcome {
  outputs: Record<string, string>
  summary: string
  /** The messages of failed runs. */
  errors: string[]
}

/** What a run is given in addition to its inputs. */
export interface RunSettings {
  /** The pushed tag. Default: the run is for a branch. */
  tag?: string
  /** A release event. */
  release?: { id: number; tag_name: string }
  /** The payload of any other event. */
  payload?: Record<string, unknown>
  /** Environment variables of the workflow. */
  environment?: Record<string, string>
  server?: GithubServer
  /** Runs the action as it is released, in a process of its own. Default: in a process that runs share. */
  isApart?: boolean
}

/** A checkout, and a runner's folders beside it. */
export interface Checkout {
  /** The checkout. */
  folder: string
  /** RUNNER_TEMP. */
  temporary: string
  write(files: Record<string, string | Uint8Array>): Promise<void>
  /** Gives the project the packages of this repository, as `npm ci` would. */
  installPackages(): Promise<void>
  run(inputs: Record<string, string>, settings?: RunSettings): Promise<ActionRun>
  dispose(): Promise<void>
}

/** Makes a checkout. The action lies where nothing is installed, as it does on a runner. */
export async function checkout(files: Record<string, string | Uint8Array> = {}): Promise<Checkout> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'action-')))
  const [folder = '', temporary = '', home = ''] = ['work', 'temp', 'home'].map((name) => join(root, name))
  for (const path of [folder, temporary, home]) await mkdir(path)
  const place: Checkout = {
    folder,
    temporary,
    async write(more) {
      for (const [name, content] of Object.entries(more)) {
        await mkdir(dirname(join(folder, name)), { recursive: true })
        await writeFile(join(folder, name), content)
      }
    },
    async installPackages() {
      await symlink(join(packageFolder, '../../node_modules'), join(folder, 'node_modules'), 'junction')
    },
    run: async (inputs, settings = {}) =>
      await runAction({ root, folder, temporary, home }, inputs, settings),
    dispose: () => rm(root, { recursive: true, force: true }),
  }
  await place.write(files)
  return place
}

interface Folders {
  root: string
  folder: string
  temporary: string
  home: string
}

async function runAction(
  folders: Folders,
  inputs: Record<string, string>,
  settings: RunSettings,
): Promise<ActionRun> {
  const { root, folder } = folders
  const [output, summary, event] = ['output', 'summary', 'event'].map((name) => join(root, `${name}.txt`))
  await writeFile(output ?? '', '')
  await writeFile(summary ?? '', '')
  await writeFile(
    event ?? '',
    JSON.stringify({
      ...(settings.release && { release: settings.release }),
      ...settings.payload,
    }),
  )
  const inputEnvironment = await inputVariables(inputs)
  const environment = defined({
    ...runnerEnvironment(folders, settings),
    ...{ GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_EVENT_PATH: event },
    ...inputEnvironment,
    ...settings.environment,
  })
  const step = { words: [], cwd: folder, environment }
  const run = await (settings.isApart ? runs.runApart(step) : runs.run(step))
  const result = {
    ...run,
    outputs: parseOutputs(await readFile(output ?? '', 'utf8')),
    summary: await readFile(summary ?? '', 'utf8'),
    errors: [...run.stdout.matchAll(/^::error::(.*)$/gm)].map(([, text = '']) =>
      text.replaceAll('%0A', '\n'),
    ),
  }
  await refuseLeaks(result, inputs, folders)
  refuseOddities(result)
  return result
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(variables).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Record<string, string>
}

function runnerEnvironment(
  { folder, temporary, home }: Folders,
  { tag, release, server }: RunSettings,
): Record<string, string | undefined> {
  const { PATH, SystemRoot } = process.env
  const ref = tag ?? release?.tag_name
  return {
    ...{ PATH, SystemRoot, HOME: home, USERPROFILE: home, TACOSMITH_HOME: join(home, 'tacosmith') },
    ...{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder, RUNNER_TEMP: temporary },
    GITHUB_REPOSITORY: 'octo-org/connector',
    GITHUB_EVENT_NAME: release === undefined ? 'push' : 'release',
    GITHUB_REF: ref === undefined ? 'refs/heads/main' : `refs/tags/${ref}`,
    GITHUB_API_URL: server?.url ?? 'http://127.0.0.1:9',
  }
}

/** The runner hands over the defaults of action.yml too. */
async function inputVariables(inputs: Record<string, string>): Promise<Record<string, string>> {
  const known = (parse(await readFile(join(packageFolder, 'action.yml'), 'utf8')) as ActionFile).inputs
  for (const name of Object.keys(inputs))
    if (!(name in known)) throw new Error(`action.yml has no input ${name}`)
  const defaults = Object.entries(known).map(([name, { default: value = '' }]) => [
    name,
    value.startsWith('${{') ? '' : value,
  ])
  const all = { ...Object.fromEntries(defaults), ...inputs } as Record<string, string>
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
}

/** What this package's action.yml holds. */
export interface ActionFile {
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
  runs: { using: string; main: string }
}

/** `name<<delimiter`, the value, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const matches = text.matchAll(/^([^\n=]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]))
}

const SECRET_INPUTS = ['store-password', 'key-password', 'keystore-base64', 'github-token']

/** No run may show a secret before it is masked, or leave one in a file. */
async function refuseLeaks(
  run: ActionRun,
  inputs: Record<string, string>,
  { root, folder, temporary }: Folders,
): Promise<void> {
  const scanner = new SecretScanner()
  const masks: string[] = []
  for (const name of SECRET_INPUTS) {
    const value = inputs[name]?.replace(/\r?\n$/, '')
    if (!value) continue
    scanner.addPassword(`the input ${name}`, value)
    masks.push(`::add-mask::${value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`)
  }
  const lines = run.stdout.split(/\r?\n/)
  const head = lines.slice(0, masks.length)
  const unmasked = masks.filter((line) => !head.includes(line))
  if (unmasked.length > 0)
    throw new Error(`${unmasked.length} secrets are not masked before anything else is printed`)
  const reports = [
    describeLeaks('stdout', scanner.find(lines.slice(masks.length).join('\n'))),
    describeLeaks('stderr', scanner.find(run.stderr)),
  ]
  const places = [folder, temporary].map((path) => readdir(path, { recursive: true, withFileTypes: true }))
  const runnerFiles = ['output', 'summary'].map((name) => join(root, `${name}.txt`))
  const written = (await Promise.all(places))
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/node_modules|\.p12$/.test(path))
  for (const path of [...written, ...runnerFiles]) {
    reports.push(describeLeaks(`the file ${path.slice(root.length + 1)}`, scanner.find(await readFile(path))))
  }
  const leaks = reports.filter((report) => report !== '')
  if (leaks.length > 0) throw new Error(`a secret got out:\n${leaks.join('\n')}`)
}

/** The files of a connector under a folder. */
export function inFolder(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
}

/** The connector of one of the repository's examples. */
export async function exampleConnector(name: string): Promise<Record<string, string>> {
  const folder = join(packageFolder, '../../examples', name, 'connector')
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
  const files = names.map(
    async ({ name: file }) => [file, await readFile(join(folder, file), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(files))
}
