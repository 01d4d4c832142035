/*
 * The part of Rollup's plugin interface that the plugins use, so that their types fit Rollup, Rolldown and both major
 * versions of Vite, whichever of them is installed.
 */

/** A chunk in a bundle. */
export interface BundleChunk {
  type: 'chunk'
  fileName: string
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
  /** What it was made of. */
  originalFileNames?: string[]
}

/** What is written in the end, by file name. */
export type Bundle = Record<string, BundleChunk | BundleAsset>

/** What the bundler reports. */
export interface Log {
  message: string
  code?: string | undefined
  names?: string[] | undefined
  id?: string | undefined
  loc?: { file?: string | undefined; line: number; column: number } | undefined
  frame?: string | undefined
}

/** A warning for the bundler to print. */
export interface BuildWarning {
  message: string
  id?: string
  loc?: { file?: string; line: number; column: number }
  frame?: string
}

/** The one error that a build takes. */
export interface BuildError {
  message: string
  id?: string
  loc?: { file: string; line: number; column: number }
  frame?: string
  stack?: string
}

/** The part of the input options that matters. */
export interface InputOptions {
  input?: unknown
  plugins?: unknown
}

/** The part of the output options that matters. */
export interface OutputOptions {
  dir?: string | undefined
  file?: string | undefined
  /** Rolldown: empty the folder first. */
  cleanDir?: boolean | undefined
}

/** A module that was found. */
export interface ResolvedModule {
  id: string
  external?: boolean | string
}

/** What `this` is in `resolveId`. */
export interface ResolveContext {
  resolve(source: string, importer: string | undefined, options: object): Promise<ResolvedModule | null>
}

/** What `this` is in the hooks. */
export interface HookContext {
  meta: { rollupVersion: string; rolldownVersion?: string; viteVersion?: string }
  addWatchFile(file: string): void
  emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string
  info(message: string): void
  warn(message: string | BuildWarning): void
  error(error: BuildError | string): never
}
