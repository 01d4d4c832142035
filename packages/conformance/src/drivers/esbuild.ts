import { join } from 'node:path'
import { tacosmith } from '@tacosmith/esbuild-plugin'
import * as newest from 'esbuild'
import * as oldest from 'esbuild21'
import type { Project } from '../project.ts'
import { type Driver, Outcomes } from './driver.ts'

type Esbuild = typeof newest

/** The newest and the oldest release that the plugin is for. */
export const drivers: Driver[] = [
  esbuildDriver('esbuild', newest),
  esbuildDriver('esbuild 0.21', oldest as unknown as Esbuild),
]

function esbuildDriver(name: string, esbuild: Esbuild): Driver {
  return {
    name,
    emptiesOutput: false,
    async build(project) {
      const { warnings } = await esbuild.build(optionsOf(project)).catch((error: newest.BuildFailure) => {
        throw new Error(textOf(error.errors))
      })
      // It has no level below warnings.
      const [notes = [], others = []] = [true, false].map((isNotice) =>
        warnings.filter(({ text }) => text.includes('development certificate') === isNotice),
      )
      return { warnings: others.map((one) => textOf([one])), notes: notes.map((one) => textOf([one])) }
    },
    async tellAll(project) {
      const outcome = await esbuild
        .build({ ...optionsOf(project), metafile: true, sourcemap: true, logLevel: 'verbose' })
        .catch((failure: newest.BuildFailure) => failure)
      const messages = [...outcome.errors, ...outcome.warnings]
      return [outcome, await esbuild.formatMessages(messages, { kind: 'error' }), textOf(outcome.errors)]
    },
    async watch(project) {
      const outcomes = new Outcomes()
      const options = optionsOf(project)
      const context = await esbuild.context({
        ...options,
        plugins: [...(options.plugins ?? []), outcomePlugin(outcomes)],
      })
      await context.watch()
      return {
        next: () => outcomes.next(),
        more: () => outcomes.more(),
        close: () => context.dispose(),
      }
    },
  }
}

function optionsOf({ root, settings }: Project): newest.BuildOptions {
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

function outcomePlugin(outcomes: Outcomes): newest.Plugin {
  return {
    name: 'outcome',
    setup(build) {
      build.onStart(() => outcomes.begin())
      build.onEnd(({ errors }) => outcomes.add(errors.length === 0 ? undefined : textOf(errors)))
    },
  }
}

function textOf(messages: newest.Message[]): string {
  return messages
    .map(({ text, location, notes }) => {
      const place = location ? `${location.file}:${location.line}:${location.column + 1} ` : ''
      return [place + text, ...notes.map((note) => note.text)].join('\n')
    })
    .join('\n')
}
