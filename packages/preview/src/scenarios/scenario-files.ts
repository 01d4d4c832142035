import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { visibleLine, writeFileWhole } from '@tacosmith/core/adapter'
import { checkScenario, checkScenarios } from './check-scenarios.ts'
import type { Scenario, ScenarioFile } from './scenario.ts'

/** Bigger than anybody writes; what a stranger's folder holds is bounded. */
const maximumBytes = 2_000_000
const maximumFiles = 500

/**
 * Reads the scenarios below a folder: every `.json` file, also in folders in it, in the order of their names.
 *
 * @param folder - Need not exist: then there are none.
 * @throws TacosmithError `usage` for a file that holds no scenarios, with all that is wrong in it.
 */
export async function readScenarios(folder: string): Promise<ScenarioFile[]> {
  const paths = await scenarioPaths(folder)
  return await Promise.all(
    paths.map(async (path) => ({
      path,
      scenarios: parseScenarios(await readFile(join(folder, path)), path),
    })),
  )
}

/** The files below a folder, relative to it, with forward slashes. */
async function scenarioPaths(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw new TacosmithError('environment', `${folder} cannot be read: ${code}`, { cause })
  })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted()
  if (paths.length <= maximumFiles) return paths
  throw new TacosmithError('usage', `${folder} holds ${paths.length} files; at most ${maximumFiles} are read`)
}

/** @throws TacosmithError `usage` */
function parseScenarios(bytes: Uint8Array, path: string): Scenario[] {
  if (bytes.length > maximumBytes)
    throw new TacosmithError('usage', `${path} is larger than ${maximumBytes} bytes`)
  const value = parseJson(bytes, path)
  const mistakes = checkScenarios(value)
  if (mistakes.length === 0) return (value as { scenarios: Scenario[] }).scenarios
  const told = mistakes.slice(0, 20).map(({ message }) => `  ${visibleLine(message)}`)
  throw new TacosmithError('usage', [`${path} cannot be used`, ...told].join('\n'), {
    help: 'See the schema @tacosmith/preview/scenarios.schema.json.',
  })
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    const reason = cause instanceof Error ? visibleLine(cause.message) : ''
    throw new TacosmithError('usage', `${path} is not JSON: ${reason}`, { cause })
  }
}

/**
 * Writes a scenario into a file, in the place of one of its name or behind the others.
 *
 * @param path - Relative to the folder, below it.
 * @throws TacosmithError `usage` for a path that leads elsewhere or a scenario that is none, `output` where the file
 *   cannot be written.
 */
export async function saveScenario(folder: string, path: string, scenario: Scenario): Promise<void> {
  expectBelow(path)
  const mistakes = checkScenario(scenario, 'scenario')
  if (mistakes[0] !== undefined)
    throw new TacosmithError('usage', mistakes.map(({ message }) => message).join('\n'))
  const file = join(folder, path)
  const bytes = await readFile(file).catch(() => undefined)
  const value = (bytes === undefined ? {} : parseJson(bytes, path)) as { scenarios?: Scenario[] }
  const earlier = bytes === undefined ? [] : parseScenarios(bytes, path)
  const isKnown = earlier.some(({ name }) => name === scenario.name)
  const scenarios = isKnown
    ? earlier.map((one) => (one.name === scenario.name ? scenario : one))
    : [...earlier, scenario]
  await writeFileWhole(file, Buffer.from(`${JSON.stringify({ ...value, scenarios }, undefined, 2)}\n`))
}

function expectBelow(path: string): void {
  const isPlain =
    /^[\w .-]+(?:\/[\w .-]+)*\.json$/.test(path) && posix.normalize(path) === path && !path.startsWith('..')
  if (isPlain) return
  throw new TacosmithError('usage', `${JSON.stringify(path)} is no file of scenarios`, {
    help: 'Give the name of a .json file in the folder of the scenarios.',
  })
}
