import { isBuiltin } from 'node:module'
import { TacosmithError } from '../errors.ts'

const packageName = /^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*(?=\/|$)/

/**
 * The error of every adapter for an import that leads nowhere. It says which kind of thing is missing: a file, a
 * package, or a module that only Node.js has.
 *
 * @param importer - The file with the import, relative to the connector folder.
 * @param imported - What it imports, as its author wrote it.
 */
export function missingImport(importer: string, imported: string): TacosmithError {
  const [reason, help] = reasonAndHelp(imported)
  return new TacosmithError('script', `${importer} imports "${imported}", ${reason}`, { help })
}

function reasonAndHelp(imported: string): [string, string] {
  if (/^(?:\.{1,2}$|\.{0,2}\/|[a-z]:[\\/])/i.test(imported)) {
    return ['but there is no such file', 'Check the path, or create the file.']
  }
  if (isBuiltin(imported)) {
    return [
      "a module of Node.js, which Tableau's script engine does not have",
      'Write that part without Node.js, or use a package that needs nothing but JavaScript.',
    ]
  }
  const [name] = /^[~#]|:/.test(imported) ? [] : (packageName.exec(imported) ?? [])
  if (name === undefined)
    return ['which nothing resolves', 'Check the name, and the alias or plugin that it needs.']
  return [`but the package ${name} is not installed`, `Run npm install --save-dev ${name}`]
}
