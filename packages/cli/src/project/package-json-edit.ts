import { TacosmithError } from '@tacosmith/core'
import { jsonWith } from './jsonc-edit.ts'

/** A package.json with members added; the rest of its text stays, letter by letter. */
export interface EditedPackage {
  text: string
  /** What was added, such as `script validate`. */
  added: string[]
  /** What was there with another meaning, such as `script build ("vite build")`. */
  kept: string[]
}

/** What a package.json is to have, where it does not say otherwise already. */
export interface WantedMembers {
  scripts: Record<string, string>
  devDependencies: Record<string, string>
  /** Whose install scripts npm runs (true) or leaves alone (false). */
  allowScripts?: Record<string, boolean>
}

/**
 * Adds members to a package.json.
 *
 * @throws TacosmithError `usage` where the text is not a package.json.
 */
export function editPackage(path: string, text: string, wanted: WantedMembers): EditedPackage {
  const present = read(path, text)
  const edited: EditedPackage = { text, added: [], kept: [] }
  for (const [name, command] of Object.entries(wanted.scripts)) {
    const existing = present.scripts?.[name]
    if (existing === undefined) add(edited, ['scripts', name], command, `script ${name}`)
    else if (existing !== command) edited.kept.push(`script ${name} (${JSON.stringify(existing)})`)
  }
  for (const [name, range] of Object.entries(wanted.devDependencies)) {
    const isThere = present.dependencies?.[name] ?? present.devDependencies?.[name]
    if (isThere === undefined) add(edited, ['devDependencies', name], range, `devDependency ${name}`)
  }
  for (const [name, isAllowed] of Object.entries(wanted.allowScripts ?? {})) {
    if (!isDecided(present.allowScripts, name)) {
      add(edited, ['allowScripts', name], isAllowed, `allowScripts ${name}`)
    }
  }
  return edited
}

/** npm takes a name with a version too, such as `esbuild@0.28.2`. */
function isDecided(allowScripts: Members | undefined, name: string): boolean {
  return Object.keys(allowScripts ?? {}).some((key) => key === name || key.startsWith(`${name}@`))
}

type Members = Record<string, unknown>

function read(
  path: string,
  text: string,
): Record<'scripts' | 'dependencies' | 'devDependencies' | 'allowScripts', Members | undefined> {
  const content = parse(text)
  if (!isObject(content)) {
    throw new TacosmithError('usage', `${path} is not a package.json that npm can read`, {
      help: 'Fix the JSON. Nothing was changed.',
    })
  }
  const members = (name: string): Members | undefined => {
    const value = content[name]
    if (value === undefined || isObject(value)) return value
    throw new TacosmithError('usage', `"${name}" in ${path} is not an object`, {
      help: 'Nothing was changed.',
    })
  }
  return {
    scripts: members('scripts'),
    dependencies: members('dependencies'),
    devDependencies: members('devDependencies'),
    allowScripts: members('allowScripts'),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function add(edited: EditedPackage, path: string[], value: string | boolean, name: string): void {
  edited.text = jsonWith(edited.text, path, value)
  edited.added.push(name)
}
