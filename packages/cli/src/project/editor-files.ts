import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type ParseError, parse } from 'jsonc-parser/lib/esm/main.js'
import { editorExtensions, editorSettings } from '../templates/editor-settings.ts'
import { editorTasks } from '../templates/editor-tasks.ts'
import { jsonWith } from './jsonc-edit.ts'
import { packageManagerOf } from './package-manager.ts'
import { changeOf, type PlannedFile, readText } from './planned-file.ts'

/** By what the items of a list are told apart. */
const identities: Record<string, string> = {
  'xml.fileAssociations': 'pattern',
  'json.schemas': 'url',
  tasks: 'label',
}

/** Settings, tasks and extensions of Visual Studio Code, as `tacosmith create` writes them. What is there already stays. */
export async function plannedEditorFiles(folder: string, connector: string): Promise<PlannedFile[]> {
  const manager = packageManagerOf(folder)
  // The scripts of the project may be about more than the connector.
  const commands = { build: manager.exec('tacosmith build'), test: manager.exec('tacosmith test') }
  const wanted = {
    '.vscode/settings.json': editorSettings(connector === folder ? undefined : basename(connector)),
    '.vscode/extensions.json': editorExtensions(),
    '.vscode/tasks.json': editorTasks(manager, commands),
  }
  return await Promise.all(
    Object.entries(wanted).map(async ([file, text]) =>
      planned(file, await readText(join(folder, file)), text),
    ),
  )
}

function planned(file: string, present: string | undefined, wanted: string): PlannedFile {
  if (present === undefined) return { file, change: 'new', added: [], kept: [], text: wanted }
  const content = parsed(present)
  if (content === undefined) {
    const kept = ['everything, since it is not JSON that Visual Studio Code reads']
    return { file, change: 'unchanged', added: [], kept, text: present }
  }
  const merge: Merge = { text: present, added: [], kept: [] }
  for (const [name, value] of Object.entries(JSON.parse(wanted) as object)) {
    const existing = content[name]
    if (existing === undefined) set(merge, [name], value, name)
    else if (Array.isArray(value)) mergeList(merge, name, existing, value)
    else if (isObject(value)) mergeObject(merge, name, existing, value)
    else if (existing !== value) merge.kept.push(name)
  }
  return { file, change: changeOf(present, merge.text), ...merge }
}

/** With comments and commas before closing brackets, as editors allow. */
function parsed(text: string): Record<string, unknown> | undefined {
  const errors: ParseError[] = []
  const content: unknown = parse(text, errors, { allowTrailingComma: true })
  return errors.length === 0 && isObject(content) ? content : undefined
}

interface Merge {
  text: string
  added: string[]
  kept: string[]
}

function mergeObject(merge: Merge, name: string, existing: unknown, wanted: Record<string, unknown>): void {
  if (!isObject(existing)) return void merge.kept.push(name)
  for (const [key, value] of Object.entries(wanted)) {
    if (existing[key] === undefined) set(merge, [name, key], value, `${name} ${key}`)
    else if (!isDeepStrictEqual(existing[key], value)) merge.kept.push(`${name} ${key}`)
  }
}

function mergeList(merge: Merge, name: string, existing: unknown, wanted: readonly unknown[]): void {
  if (!Array.isArray(existing)) return void merge.kept.push(name)
  let end = existing.length
  for (const item of wanted) {
    const id = identityOf(name, item)
    const same = existing.find((one) => identityOf(name, one) === id)
    if (same === undefined) set(merge, [name, end++], item, `${name} ${id}`)
    else if (!isDeepStrictEqual(same, item)) merge.kept.push(`${name} ${id}`)
  }
}

function identityOf(list: string, item: unknown): string {
  const key = identities[list]
  return String(key !== undefined && isObject(item) ? item[key] : item)
}

function set(merge: Merge, path: (string | number)[], value: unknown, name: string): void {
  merge.text = jsonWith(merge.text, path, value)
  merge.added.push(name)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
