import type { OnLoadArgs, OnLoadOptions, OnLoadResult, Plugin, PluginBuild } from 'esbuild'
import type { WatchAnswer } from './watched-inputs.ts'

type Load = Parameters<PluginBuild['onLoad']>[1]
type Answer = () => Promise<WatchAnswer>

/** Who is asked for the contents of modules in one build, from the first plugin of ours on. */
interface Chain {
  /** What the plugins after it have asked for, in order. */
  others: OnLoadOptions[]
  answers: Answer[]
}

/** By the settings that all plugins of a build share. */
const chains = new WeakMap<object, Chain>()
const listenedTo = new WeakSet<Plugin>()

/**
 * Answers esbuild's questions for the modules of an app with what else is to be watched.
 *
 * The first plugin that answers such a question ends it: those after it are not asked, and would not do their work. So
 * we listen to them, and add to the answer of another one, or give our own where nobody is left to be asked.
 */
export function answerLoads(build: PluginBuild, answer: Answer): void {
  const { initialOptions } = build
  const chain: Chain = chains.get(initialOptions) ?? { others: [], answers: [] }
  chains.set(initialOptions, chain)
  chain.answers.push(answer)
  const position = chain.others.length
  for (const plugin of initialOptions.plugins ?? []) if (plugin.name !== 'tacosmith') listenTo(plugin, chain)
  build.onLoad({ filter: /.*/ }, (args) => (isAsked(chain, position, args) ? undefined : everyAnswer(chain)))
}

/** Puts itself between a plugin and the builds that have a chain; all others it lets through. */
function listenTo(plugin: Plugin, chain: Chain): void {
  if (listenedTo.has(plugin)) return
  // Nobody can say what it will ask for: it must not be cut off.
  if (Object.isFrozen(plugin)) {
    chain.others.push({ filter: /.*/ })
    return
  }
  listenedTo.add(plugin)
  const { setup } = plugin
  plugin.setup = (build) => {
    const chain = chains.get(build.initialOptions)
    return setup.call(plugin, chain ? { ...build, onLoad: joining(chain, build) } : build)
  }
}

function joining(chain: Chain, build: PluginBuild): PluginBuild['onLoad'] {
  return (options, load) => {
    chain.others.push(options)
    const next = chain.others.length
    build.onLoad(options, (args) => answerAfter(load, args, chain, next))
  }
}

async function answerAfter(
  load: Load,
  args: OnLoadArgs,
  chain: Chain,
  next: number,
): Promise<OnLoadResult | undefined> {
  const result = await load(args)
  if (result === null || result === undefined) {
    return isAsked(chain, next, args) ? undefined : everyAnswer(chain)
  }
  const { watchFiles, watchDirs } = (await everyAnswer(chain)) ?? {}
  if (watchFiles === undefined) return result
  return {
    ...result,
    watchFiles: [...(result.watchFiles ?? []), ...watchFiles],
    watchDirs: [...(result.watchDirs ?? []), ...(watchDirs ?? [])],
  }
}

/** Whether a plugin from that position on will be asked too. */
function isAsked({ others }: Chain, position: number, { path, namespace }: OnLoadArgs): boolean {
  return others
    .slice(position)
    .some((other) => new RegExp(other.filter).test(path) && (other.namespace ?? namespace) === namespace)
}

async function everyAnswer({ answers }: Chain): Promise<WatchAnswer | undefined> {
  const given = await Promise.all(answers.map((answer) => answer()))
  const watchFiles = given.flatMap((one) => one.watchFiles ?? [])
  const watchDirs = given.flatMap((one) => one.watchDirs ?? [])
  return watchFiles.length > 0 ? { watchFiles, watchDirs } : undefined
}
