export type { TacoOptions } from '@tacosmith/core'
export { type TacosmithViteOptions, tacosmith } from './plugin.ts'
