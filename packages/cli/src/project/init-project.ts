import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { findConnectorFolder, writeFileWhole } from '@tacosmith/core/adapter'
import { buildDecisions } from '../templates/build-decisions.ts'
import { configFile } from '../templates/bundler-files.ts'
import { allowBuilds, pnpmWorkspaceFile } from '../templates/pnpm-workspace-file.ts'
import { ignoredByGit } from '../templates/project-files.ts'
import { findOwnConfig } from './config-file.ts'
import { plannedEditorFiles } from './editor-files.ts'
import { ownRange } from './own-range.ts'
import { editPackage } from './package-json-edit.ts'
import { folderAbove, packageManagerOf } from './package-manager.ts'
import { changeOf, type PlannedFile, readText } from './planned-file.ts'

/** What `tacosmith init` does to a folder. */
export interface InitPlan {
  folder: string
  connector: string
  files: PlannedFile[]
}

/**
 * Works out what a folder with a connector lacks; nothing is written.
 *
 * @param options.hasVscode - Whether it is to have settings and tasks of Visual Studio Code.
 * @throws TacosmithError `connector-not-found`, or `usage` where a file cannot be added to.
 */
export async function planInit(
  folder: string,
  { hasVscode = false }: { hasVscode?: boolean } = {},
): Promise<InitPlan> {
  const connector = await findConnectorFolder(folder)
  const packageJson = await plannedPackage(folder)
  const files = [
    await plannedConfig(folder, connector, packageJson.text),
    packageJson,
    await plannedIgnores(folder),
    ...(packageManagerOf(folder).name === 'pnpm' ? await plannedBuilds(folder) : []),
    ...(hasVscode ? await plannedEditorFiles(folder, connector) : []),
  ]
  return { folder, connector, files }
}

/**
 * Writes what was planned, each file whole.
 *
 * @throws TacosmithError `output`
 */
export async function writePlan({ folder, files }: InitPlan): Promise<void> {
  for (const { file, change, text } of files) {
    if (change === 'unchanged') continue
    const path = join(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFileWhole(path, Buffer.from(text), { link: 'follow' })
  }
}

async function plannedConfig(folder: string, connector: string, packageText: string): Promise<PlannedFile> {
  const present = findOwnConfig(folder)
  if (present !== undefined) {
    return { file: basename(present), change: 'unchanged', added: [], kept: [], text: '' }
  }
  const isModule = (JSON.parse(packageText) as { type?: unknown }).type === 'module'
  const extension = (await hasTypeScript(folder, connector))
    ? isModule
      ? 'ts'
      : 'mts'
    : isModule
      ? 'js'
      : 'mjs'
  const path = relative(folder, connector).split(sep).join('/') || '.'
  return { file: `tacosmith.config.${extension}`, change: 'new', added: [], kept: [], text: configFile(path) }
}

async function hasTypeScript(folder: string, connector: string): Promise<boolean> {
  if (existsSync(join(folder, 'tsconfig.json'))) return true
  return (await readdir(connector)).some((name) => /\.[mc]?ts$/.test(name))
}

async function plannedPackage(folder: string): Promise<PlannedFile> {
  const file = 'package.json'
  const present = await readText(join(folder, file))
  const range = ownRange()
  const edited = editPackage(join(folder, file), present ?? newPackage(folder), {
    scripts: { validate: 'tacosmith validate', build: 'tacosmith build' },
    devDependencies: { '@tacosmith/cli': range, '@tacosmith/core': range },
    ...(asksNpmForScripts(folder) ? { allowScripts: buildDecisions([]) } : {}),
  })
  return { file, change: changeOf(present, edited.text), ...edited }
}

/** npm reads `allowScripts` in the topmost package.json only: what a project above decides is not ours to change. */
function asksNpmForScripts(folder: string): boolean {
  return packageManagerOf(folder).name === 'npm' && folderAbove(dirname(folder), 'package.json') === undefined
}

function newPackage(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${JSON.stringify({ name: name || 'connector', version: '1.0.0', private: true, type: 'module' }, null, 2)}\n`
}

async function plannedIgnores(folder: string): Promise<PlannedFile> {
  const file = '.gitignore'
  const present = await readText(join(folder, file))
  const lines = new Set((present ?? '').split(/\r?\n/).map((line) => line.trim().replace(/^\//, '')))
  const added = ignoredByGit.filter((line) => !lines.has(line) && !lines.has(line.replace(/\/$/, '')))
  const end = present?.includes('\r\n') ? '\r\n' : '\n'
  const start =
    present === undefined || present === '' || present.endsWith('\n') ? (present ?? '') : present + end
  const text = added.length > 0 ? start + added.map((line) => line + end).join('') : (present ?? '')
  return { file, change: changeOf(present, text), added, kept: [], text }
}

/** pnpm has to be told whose install scripts may run. What a folder above says about it is not ours to change. */
async function plannedBuilds(folder: string): Promise<PlannedFile[]> {
  const file = 'pnpm-workspace.yaml'
  const present = await readText(join(folder, file))
  if (present === undefined) {
    if (folderAbove(folder, file) !== undefined) return []
    return [{ file, change: 'new', added: [], kept: [], text: pnpmWorkspaceFile([]) }]
  }
  if (/^allowBuilds *:/m.test(present)) return []
  const start = present === '' || present.endsWith('\n') ? present : `${present}\n`
  return [{ file, change: 'changed', added: ['allowBuilds'], kept: [], text: start + allowBuilds([]) }]
}
