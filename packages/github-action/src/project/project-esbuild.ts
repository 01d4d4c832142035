import type * as Esbuild from 'esbuild'
import { importFromProject } from './project-packages.ts'

/** Stands in the place of core's in the bundle of the action: esbuild is a native program, so the project's is used. */
export async function loadEsbuild(): Promise<typeof Esbuild> {
  return (await importFromProject('esbuild')) as typeof Esbuild
}
