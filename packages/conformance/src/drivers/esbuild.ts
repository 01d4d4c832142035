import { join } from 'node:path'
import { tacosmith } from '@tacosmith/esbuild-plugin'
import * as esbuild from 'esbuild'
import type { Project } from '../project.ts'
import { type Driver, Outcomes } from './driver.ts'

export const esbuildDrivers: Driver[] = [
  {
    name: 'esbuild',
    async build(project) {
      await esbuild.build(optionsOf(project)).catch((error: esbuild.BuildFailure) => {
        throw new Error(textOf(error.errors))
      })
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const options = optionsOf(project)
      const context = await esbuild.context({
        ...options,
        plugins: [...(options.plugins ?? []), outcomePlugin(outcomes)],
      })
      await context.watch()
      return { next: () => outcomes.next(), close: () => context.dispose() }
    },
  },
]

function optionsOf({ root, settings }: Project): esbuild.BuildOptions {
  const alias = Object.entries(settings.alias ?? {}).map(([name, folder]) => [name, join(root, folder)])
  return {
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    logLevel: 'silent',
    alias: Object.fromEntries(alias),
    define: settings.define ?? {},
    plugins: [tacosmith(settings.plugin)],
  }
}

function outcomePlugin(outcomes: Outcomes): esbuild.Plugin {
  return {
    name: 'outcome',
    setup(build) {
      build.onEnd(({ errors }) => outcomes.add(errors.length === 0 ? undefined : textOf(errors)))
    },
  }
}

function textOf(messages: esbuild.Message[]): string {
  return messages
    .map(({ text, location, notes }) => {
      const place = location ? `${location.file}:${location.line}:${location.column + 1} ` : ''
      return [place + text, ...notes.map((note) => note.text)].join('\n')
    })
    .join('\n')
}
