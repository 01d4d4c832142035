import { isDeepStrictEqual } from 'node:util'
import type { Compiler } from 'webpack'

/** A plugin that was applied. */
interface Applied {
  compiler: Compiler
  options: object
}

/** What was applied since the program was idle: the compilers of one configuration are made without a pause. */
let appliedTogether: Applied[] = []

/**
 * Where the compilers of one configuration, such as Rsbuild's environments, all have the plugin with the same options,
 * the first of them builds the connector.
 *
 * @returns says whether this one does; to be called when it runs, since only then is it known that they belong together.
 */
export function buildsForAll(compiler: Compiler, options: object): () => boolean {
  const first = appliedTogether.find(
    (other) => other.compiler.context === compiler.context && isDeepStrictEqual(other.options, options),
  )
  if (first)
    return () => first.compiler !== compiler && !(isOneOfSeveral(first.compiler) && isOneOfSeveral(compiler))
  if (appliedTogether.length === 0) setImmediate(() => (appliedTogether = []))
  appliedTogether.push({ compiler, options })
  return () => true
}

function isOneOfSeveral({ hooks }: Compiler): boolean {
  return hooks.done.taps.some(({ name }) => name === 'MultiCompiler')
}
