import { isAbsolute, relative } from 'node:path'
import type { TacosmithError } from '@tacosmith/core'
import { importFromOutside, projectBoundary } from '@tacosmith/core/adapter'
import type { Compilation, Module } from 'webpack'

/** A module that does not belong to the connector's project. */
export interface OutsideModule {
  error: TacosmithError
  /** The absolute path of the module that imports it. */
  importer: string | undefined
}

/** Those of a compilation's modules that are made of files outside the connector's project. */
export function outsideModules(
  modules: Iterable<Module>,
  { moduleGraph }: Compilation,
  folder: string,
): OutsideModule[] {
  const boundary = projectBoundary(folder)
  return [...modules].flatMap((module) => {
    const file = fileOf(module)
    if (file === undefined || boundary.holds(file)) return []
    const importer = fileOf(moduleGraph.getIssuer(module))
    const name = importer === undefined ? 'the script' : relative(folder, importer).replaceAll('\\', '/')
    return [{ error: importFromOutside(file, name, folder, boundary), importer }]
  })
}

function fileOf(module: Module | null | undefined): string | undefined {
  const { resource } = (module ?? {}) as { resource?: string }
  const file = resource?.replace(/[?#].*$/, '')
  // Others are addresses, and modules of Node.
  return file !== undefined && isAbsolute(file) ? file : undefined
}
