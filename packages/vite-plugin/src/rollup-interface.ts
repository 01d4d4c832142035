/*
 * The part of Rollup's plugin interface that the plugins use, so that their types fit Rollup, Rolldown and both major
 * versions of Vite, whichever of them is installed.
 */

/** A chunk in a bundle. */
export interface BundleChunk {
  type: 'chunk'
  fileName: string
  name: string
  code: string
  map: unknown
  sourcemapFileName: string | null
  exports: string[]
  imports: string[]
  dynamicImports: string[]
  isEntry: boolean
  facadeModuleId: string | null
}

/** Another file in a bundle. */
export interface BundleAsset {
  type: 'asset'
  fileName: string
}

/** What is written in the end, by file name. */
export type Bundle = Record<string, BundleChunk | BundleAsset>

/** What the bundler tells. */
export interface Log {
  code?: string | undefined
  names?: string[] | undefined
}

/** The one error that a build takes. */
export interface BuildError {
  message: string
  id?: string
  loc?: { file: string; line: number; column: number }
}

/** The part of the input options that matters. */
export interface InputOptions {
  input?: unknown
}

/** The part of the output options that matters. */
export interface OutputOptions {
  dir?: string | undefined
  file?: string | undefined
  format?: string | undefined
  sourcemap?: unknown
}

/** What `this` is in the hooks. */
export interface HookContext {
  addWatchFile(file: string): void
  emitFile(
    file:
      | { type: 'chunk'; id: string; preserveSignature: 'strict' }
      | { type: 'asset'; fileName: string; source: Uint8Array },
  ): string
  getFileName(reference: string): string
  info(message: string): void
  warn(message: string): void
  error(error: BuildError | string): never
}
