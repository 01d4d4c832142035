import type * as Esbuild from 'esbuild'
import { importFromProject } from './project-packages.ts'

// Stands in the place of esbuild in the bundle of the action: esbuild is a native program, so the project's is used.

type Module = typeof Esbuild

export const build: Module['build'] = async (options) => await (await esbuild()).build(options)

export const transform: Module['transform'] = async (input, options) =>
  await (await esbuild()).transform(input, options)

async function esbuild(): Promise<Module> {
  return (await importFromProject('esbuild')) as Module
}
