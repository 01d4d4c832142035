import type { Compiler } from 'webpack'

/** The list in which Rspack keeps its plugins that are not written in JavaScript. */
interface NativePlugins {
  __internal__builtinPlugins?: { name: string }[]
}

const devtoolPlugin = /^Eval(SourceMap)?DevTool|^SourceMapDevTool/

/**
 * Takes the user's `devtool` from a child compiler, which has inherited it.
 *
 * `eval`, webpack's default in development, puts every module into a text: nothing that Tableau should run, and
 * nothing in which findings could be led back to a line.
 */
export function withoutDevtool(child: Compiler): void {
  const { compilation } = child.hooks
  compilation.taps = compilation.taps.filter(({ name }) => !devtoolPlugin.test(name))
  const nativePlugins = (child as NativePlugins).__internal__builtinPlugins
  if (!Array.isArray(nativePlugins)) return
  const kept = nativePlugins.filter(({ name }) => !devtoolPlugin.test(name))
  nativePlugins.splice(0, nativePlugins.length, ...kept)
}
