import { dirname, join } from 'node:path'
import {
  bundlerPlace,
  leftOut,
  mapLocator,
  noDefaultExport,
  notOneScript,
  type ScriptBundle,
  type ScriptPlan,
  unresolvedImport,
} from '@tacosmith/core/adapter'
import type { BuildOptions, BuildResult, Message, Metafile, PartialMessage } from 'esbuild'
import { errorMessage, location } from './messages.ts'

/** A script as esbuild bundled it. */
export interface BundledScript extends ScriptBundle {
  /** The modules that it consists of, by path relative to the working folder. */
  inputs: Record<string, Metafile['inputs'][string] & { bytesInOutput: number }>
}

/** How esbuild is asked for the bundles. */
export type InMemory = BuildOptions & { metafile: true; write: false }

/** Where the bundles seem to go; nothing is written. */
export const outputFolder = '.tacosmith'

/** Takes a script out of what esbuild made of it (`<index>.js`), or says why it is none. */
export function takeScript(
  plan: ScriptPlan,
  index: number,
  { outputFiles, metafile }: BuildResult<InMemory>,
  folder: string,
  cwd: string,
): BundledScript | PartialMessage {
  const name = `${outputFolder}/${index}.js`
  const textOf = (file: string) => outputFiles.find(({ path }) => path === join(cwd, file))?.text ?? ''
  const code = textOf(name)
  const locate = mapLocator(textOf(`${name}.map`), folder, join(cwd, outputFolder))
  const { imports = [], inputs = {}, cssBundle } = metafile.outputs[name] ?? {}
  const { [`tacosmith:${plan.sourcePath}`]: entry, ...modules } = metafile.inputs

  // Of a file with neither imports nor exports esbuild makes an empty module, without a word.
  const source = modules[entry?.imports[0]?.path ?? '']
  if (source && source.format === undefined) return errorMessage(noDefaultExport(plan))

  const external = imports.find((imported) => imported.external)
  if (external) {
    const before = code.slice(0, code.indexOf(`(${JSON.stringify(external.path)})`)).split('\n')
    const place = locate(before.length, (before.at(-1)?.length ?? 0) + 1)
    const message = errorMessage(notOneScript(plan, leftOut(external.path)))
    return place ? { ...message, location: location(bundlerPlace(place, folder), cwd) } : message
  }
  const beside = cssBundle ?? imports.find(({ kind }) => kind === 'file-loader')?.path
  if (beside)
    return errorMessage(notOneScript(plan, `esbuild puts what it imports in another file, ${beside}`))

  const own = Object.entries(modules).flatMap(([file, module]) => {
    const part = inputs[file]
    return part ? [[file, { ...module, ...part }] as const] : []
  })
  return { code, locate, inputs: Object.fromEntries(own) }
}

/** Errors that esbuild explains in words for another purpose: about the default export, and about packages. */
export function reworded(message: Message, cwd: string): PartialMessage {
  const { text, location: place } = message
  const [, sourcePath] = /^tacosmith:(.*)$/.exec(place?.file ?? '') ?? []
  const isAboutExport = sourcePath !== undefined && text.startsWith('No matching export')
  if (isAboutExport) return errorMessage(noDefaultExport({ sourcePath }))
  const [, specifier] = /^Could not resolve "(.*)"$/.exec(text) ?? []
  const cause = specifier && place ? unresolvedImport(specifier, dirname(join(cwd, place.file))) : undefined
  return cause ? { ...errorMessage(cause), location: place } : message
}
