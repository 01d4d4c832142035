import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { TacosmithError } from '../../errors.ts'
import { sourceFile } from './map-locator.ts'

/**
 * Why a bundler did not find an import of a script, if the reason is outside the sources: a module of Node, or
 * a package that is not installed.
 *
 * @param folder - That of the importing file, absolute.
 * @returns undefined for anything else, which most bundlers explain well enough.
 */
export function unresolvedImport(specifier: string, folder: string): TacosmithError | undefined {
  if (isBuiltin(specifier)) {
    return new TacosmithError('script', `"${specifier}" is a Node module, which Tableau does not have`, {
      help: 'Scripts run in the script engine of Tableau: avoid it, including in packages they import.',
    })
  }
  const [name] = /^(@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*(?=\/|$)/i.exec(specifier) ?? []
  if (name === undefined || isInstalled(name, folder)) return undefined
  return new TacosmithError('script', `cannot find "${specifier}": the package ${name} is not installed`, {
    help: `Run npm install --save-dev ${name}, or correct the import.`,
  })
}

/**
 * The error for an import of a script that cannot be found, with its place, for bundlers that would leave it out of the
 * bundle.
 *
 * @param importer - The absolute path of the file with the import.
 * @param connectorFolder - The name of the importer is relative to it.
 */
export function missingImport(specifier: string, importer: string, connectorFolder: string): TacosmithError {
  const folder = dirname(importer)
  const { message, help } = unresolvedImport(specifier, folder) ?? otherReason(specifier)
  const name = sourceFile(importer, connectorFolder, folder)
  const place = placeOf(specifier, importer)
  return new TacosmithError('script', `${name}${place}: ${message}`, help === undefined ? {} : { help })
}

/** `:line:column` of the import in its file, where that can be read; bundlers do not tell it. */
function placeOf(specifier: string, importer: string): string {
  let text: string
  try {
    text = readFileSync(importer, 'utf8')
  } catch {
    return ''
  }
  const places = [`'${specifier}'`, `"${specifier}"`].map((quoted) => text.indexOf(quoted))
  const at = Math.min(...places.filter((place) => place >= 0))
  if (!Number.isFinite(at)) return ''
  const lines = text.slice(0, at).split('\n')
  return `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

function otherReason(specifier: string): { message: string; help: string } {
  const isPath = /^(?:\.{1,2}$|\.{0,2}\/|[a-z]:[\\/])/i.test(specifier)
  return isPath
    ? {
        message: `cannot find "${specifier}": there is no such file`,
        help: 'Correct the path, or create the file.',
      }
    : {
        message: `cannot find "${specifier}": nothing resolves it`,
        help: 'Correct the name, or set up the alias or plugin that it needs.',
      }
}

function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name))) return true
  const parent = dirname(folder)
  return parent !== folder && isInstalled(name, parent)
}
