import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, relative, resolve, sep } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { matchFiles } from '../inputs/checkout-pattern.ts'
import { type AssetFile, githubName } from './upload-asset.ts'

/** A file for the release that is read when its turn comes. */
export interface ReleaseFile {
  name: string
  read(): Promise<AssetFile>
}

/** What the files are chosen by. */
export interface FileChoice {
  /** One path or pattern each; those that begin with `!` leave files out. */
  patterns: readonly string[]
  workspace: string
  /** The files that are on the release anyway. */
  own: readonly string[]
  /** Files with keys, which are never published. */
  keyFiles: readonly string[]
}

/** What GitHub takes. */
const LARGEST_FILE = 2 ** 31 - 1
const MOST_FILES = 1000

interface Found {
  /** As the user sees it, from the root of the checkout. */
  shown: string
  /** The file itself, where links end. */
  path: string
  name: string
}

/**
 * Finds the files of the input `files`, all of them in the checkout.
 *
 * @throws TacosmithError `usage` telling every pattern that matches nothing, and every file that cannot be published.
 */
export async function findReleaseFiles(choice: FileChoice): Promise<ReleaseFile[]> {
  const problems: string[] = []
  const paths = await matchAll(choice, problems)
  if (paths.size > MOST_FILES) {
    refuse([`the patterns match ${paths.size} files, but a release holds up to ${MOST_FILES}`])
  }
  const own = new Set(await Promise.all(choice.own.map(realPath)))
  const found: Found[] = []
  for (const path of paths) {
    const file = await openFound(path, choice, problems)
    const isThere = file === undefined || own.has(file.path) || found.some((one) => one.path === file.path)
    if (!isThere) found.push(file)
  }
  problems.push(
    ...sameNames(
      found,
      choice.own.map((path) => basename(path)),
    ),
  )
  refuse(problems)
  return found.map(({ name, path }) => ({
    name,
    read: async () => ({ name, bytes: await readFile(path), contentType: 'application/octet-stream' }),
  }))
}

async function matchAll({ patterns, workspace }: FileChoice, problems: string[]): Promise<Set<string>> {
  const without = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
  const paths = new Set<string>()
  for (const pattern of patterns.filter((one) => !/^[!#]/.test(one))) {
    if (!isInside(resolve(workspace, pattern), workspace)) {
      problems.push(`${pattern} is not in the checkout`)
      continue
    }
    const matched = await matchFiles(pattern, workspace, { without, intoFolders: false }).catch(
      (error: unknown) => {
        problems.push(`${pattern} is not a valid pattern (${error instanceof Error ? error.message : error})`)
        return undefined
      },
    )
    const files = matched?.filter((path) => !isOfGit(path, workspace))
    if (files?.length === 0) problems.push(await whyNothing(pattern, workspace))
    for (const path of files ?? []) paths.add(path)
  }
  return paths
}

async function whyNothing(pattern: string, workspace: string): Promise<string> {
  const found = await stat(resolve(workspace, pattern)).catch(() => undefined)
  return found?.isDirectory()
    ? `${pattern} is a folder; ${pattern.replace(/\/$/, '')}/* means the files in it`
    : `${pattern} matches no file`
}

async function openFound(path: string, choice: FileChoice, problems: string[]): Promise<Found | undefined> {
  const shown = relative(choice.workspace, path).split(sep).join('/')
  const real = await realPath(path)
  const problem = await whyNot(real, choice)
  if (problem !== undefined) problems.push(`${shown} ${problem}`)
  return problem === undefined ? { shown, path: real, name: basename(path) } : undefined
}

/** Why a file cannot be published; undefined where it can. */
async function whyNot(real: string, { workspace, keyFiles }: FileChoice): Promise<string | undefined> {
  const root = await realPath(workspace)
  if (!isInside(real, root) || isOfGit(real, root)) return 'is a link out of the checkout'
  const facts = await stat(real).catch(() => undefined)
  if (facts?.isFile() !== true) return 'is not a file that can be read'
  if ((await Promise.all(keyFiles.map(realPath))).includes(real)) return 'is the key that signs'
  if (facts.size === 0) return 'is empty, which GitHub does not take'
  return facts.size > LARGEST_FILE ? 'is larger than the 2 GiB that GitHub takes' : undefined
}

/** What git keeps is nobody's business, and may hold the token of the checkout. */
function isOfGit(path: string, workspace: string): boolean {
  return relative(workspace, path).toLowerCase().split(sep).includes('.git')
}

function sameNames(found: readonly Found[], own: readonly string[]): string[] {
  const taken = new Map(own.map((name) => [githubName(name), name]))
  return found.flatMap(({ name, shown }) => {
    const other = taken.get(githubName(name))
    taken.set(githubName(name), shown)
    return other === undefined ? [] : [`${other} and ${shown} would have the same name on the release`]
  })
}

function refuse(problems: readonly string[]): void {
  const [only, ...others] = problems
  if (only === undefined) return
  const told = others.length === 0 ? only : `${problems.length} things are wrong:\n  ${problems.join('\n  ')}`
  throw new TacosmithError('usage', `files: ${told}`, {
    help: 'Each line is a path or pattern from the root of the checkout; ** stands for folders, and ! leaves files out.',
  })
}

/** Links are followed to their end; what does not exist stays as it is. */
async function realPath(path: string): Promise<string> {
  return await realpath(path).catch(() => resolve(path))
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
