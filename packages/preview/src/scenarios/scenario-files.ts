import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { visibleLine, writeFileWhole } from '@tacosmith/core/adapter'
import { checkScenario, checkScenarios } from './check-scenarios.ts'
import { expectFileName } from './file-name.ts'
import type { Scenario, ScenarioFile } from './scenario.ts'
import { expectInProject, scenarioPaths } from './scenario-paths.ts'
import { schemaFrom } from './schema-place.ts'

/** Bigger than anybody writes; what a stranger's folder holds is bounded. */
const maximumBytes = 2_000_000

/** So many mistakes of a file are told. */
const maximumMistakes = 20

/**
 * Reads the scenarios below a folder: every `.json` file, also in folders in it, in the order of their names.
 *
 * @param folder - Need not exist: then there are none.
 * @throws TacosmithError `usage` where a file holds no scenarios, with all that is wrong in each, or leads out of the project.
 */
export async function readScenarios(folder: string): Promise<ScenarioFile[]> {
  const files: ScenarioFile[] = []
  const mistakes: string[] = []
  for (const path of await scenarioPaths(folder)) {
    const bytes = await readBytes(join(folder, path))
    if (bytes === undefined) continue
    const parsed = parseScenarios(bytes, path)
    if ('value' in parsed) files.push({ path, scenarios: parsed.value.scenarios })
    else mistakes.push(...parsed.mistakes)
  }
  if (mistakes.length > 0) throw unusable(mistakes)
  return files
}

/** @returns undefined where there is no such file, or not any more */
async function readBytes(file: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(file)
    if (size > maximumBytes) throw new TacosmithError('usage', `${file} is larger than ${maximumBytes} bytes`)
    return await readFile(file)
  } catch (cause) {
    if (cause instanceof TacosmithError) throw cause
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new TacosmithError('environment', `${file} cannot be read: ${code}`, { cause })
  }
}

/** What a file holds, or what is wrong with it, for people. */
type Parsed = { value: { scenarios: Scenario[] } } | { mistakes: string[] }

function parseScenarios(bytes: Uint8Array, path: string): Parsed {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    return { mistakes: [`${path} is not JSON: ${visibleLine(cause instanceof Error ? cause.message : '')}`] }
  }
  const mistakes = checkScenarios(value)
  if (mistakes.length === 0) return { value: value as { scenarios: Scenario[] } }
  const told = mistakes.slice(0, maximumMistakes).map(({ message }) => `  ${visibleLine(message)}`)
  return { mistakes: [`${path} cannot be used`, ...told] }
}

function unusable(mistakes: readonly string[]): TacosmithError {
  return new TacosmithError('usage', mistakes.join('\n'), {
    help: 'tacosmith schema scenarios prints the schema of these files.',
  })
}

/**
 * Writes a scenario into a file, in the place of one of its name or behind the others.
 *
 * @param path - Relative to the folder, below it.
 * @throws TacosmithError `usage` for a path that leads elsewhere or a scenario that is none, `output` where the file
 *   cannot be written.
 */
export async function saveScenario(folder: string, path: string, scenario: Scenario): Promise<void> {
  expectFileName(path)
  const mistakes = checkScenario(scenario, 'scenario')
  if (mistakes[0] !== undefined)
    throw new TacosmithError('usage', mistakes.map(({ message }) => message).join('\n'))
  await saveScenarios(folder, path, [scenario])
}

/**
 * Writes scenarios into a file whose path is known to be one.
 *
 * @throws TacosmithError as {@link saveScenario}.
 */
export async function saveScenarios(
  folder: string,
  path: string,
  scenarios: readonly Scenario[],
): Promise<void> {
  const file = join(folder, path)
  await expectInProject(folder, file)
  const bytes = await readBytes(file)
  const parsed =
    bytes === undefined
      ? { value: { ...schemaFrom(folder, path), scenarios: [] } }
      : parseScenarios(bytes, path)
  if ('mistakes' in parsed) throw unusable(parsed.mistakes)
  const saved = new Map([...parsed.value.scenarios, ...scenarios].map((one) => [one.name, one]))
  const text = JSON.stringify({ ...parsed.value, scenarios: [...saved.values()] }, undefined, 2)
  await writeFileWhole(file, Buffer.from(`${text}\n`), { link: 'follow' })
}
