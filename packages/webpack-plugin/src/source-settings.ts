import { TacosmithError } from '@tacosmith/core'
import type { Compiler } from 'webpack'
import { letTsLoaderEmit } from './ts-loader.ts'

/** One function on a hook. */
export interface Tap {
  name: string
}

/** The part of a hook that is passed from one compiler to another. */
export interface TappedHook {
  taps: Tap[]
}

/** A plugin of Rspack's that is not written in JavaScript. */
export interface NativePlugin {
  name: string
  canInherentFromParent?: boolean
}

type Options = Compiler['options']

/** What Rspack has of its own: the target as its loader for TypeScript takes it, and the list of its native plugins. */
interface RspackCompiler {
  __internal__builtinPlugins?: NativePlugin[]
}

/** Native plugins of users that say what sources mean; all others are about the output. */
const nativeTransforms = [
  ...['DefinePlugin', 'ProvidePlugin', 'IgnorePlugin'],
  ...['NormalModuleReplacementPlugin', 'ContextReplacementPlugin'],
]

/**
 * What of a configuration counts for the connector's scripts: how modules are found and what makes JavaScript of
 * them, but nothing of what is made of them for the app.
 *
 * The bundlers fill in defaults after the plugins were applied, and then apply plugins of their own, both by settings
 * for the app. So the settings are noted before the one, and the user's plugins before the other.
 */
export class SourceSettings {
  readonly #given: Pick<Options, 'resolve' | 'node' | 'amd' | 'experiments'>
  #rules: Options['module']['rules'] = []
  #taps = new Map<string, Tap[]>()
  #natives: NativePlugin[] = []
  #isNoted = false

  /** @param compiler - To which plugins are being applied. */
  constructor(compiler: Compiler, pluginName: string) {
    const { resolve, node, amd, experiments } = compiler.options
    this.#given = copied({ resolve, node, experiments, ...(amd !== undefined && { amd }) })
    const note = () => {
      // Rspack writes the app's target into the options of loaders.
      this.#rules = copied(compiler.options.module.rules)
      letTsLoaderEmit(this.#rules)
      this.#taps = new Map(hooksOf(compiler).map(([name, { taps }]) => [name, [...taps]]))
      this.#natives = [...nativePlugins(compiler)]
      this.#isNoted = true
    }
    compiler.hooks.environment.tap(pluginName, note)
  }

  /** @throws TacosmithError `usage` where the plugin came too late to tell the user's plugins from the bundler's. */
  expectNoted(): void {
    if (this.#isNoted) return
    throw new TacosmithError('usage', 'TacosmithPlugin was applied to a compiler that is already set up', {
      help: 'Add it to the plugins of the configuration that the compiler is created from.',
    })
  }

  /** As the user gave them: without defaults, which depend on the app's target. */
  get given(): Pick<Options, 'resolve' | 'node' | 'amd' | 'experiments'> {
    return copied(this.#given)
  }

  get rules(): Options['module']['rules'] {
    return this.#rules
  }

  /** What the user's plugins do at a hook of the compiler. */
  tapsOf(hook: string): Tap[] {
    return this.#taps.get(hook) ?? []
  }

  /** The user's plugins for sources that Rspack has built in. */
  get natives(): NativePlugin[] {
    return this.#natives.filter(({ name }) => nativeTransforms.includes(name))
  }
}

/** The hooks of a compiler that have taps. */
export function hooksOf({ hooks }: { hooks: object }): [string, TappedHook][] {
  return (Object.entries(hooks) as [string, Partial<TappedHook>][]).flatMap(([name, hook]) =>
    Array.isArray(hook.taps) ? [[name, hook as TappedHook]] : [],
  )
}

/** The list in which Rspack keeps its native plugins; webpack has none. */
export function nativePlugins(compiler: Compiler): NativePlugin[] {
  return (compiler as RspackCompiler).__internal__builtinPlugins ?? []
}

/** A copy down to what is neither a list nor a plain object. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part)])) as T
}
