export type { TacoOptions } from '@tacosmith/core'
export { type BundlerCompiler, TacosmithPlugin, type TacosmithPluginOptions } from './plugin.ts'
