export type { TacoOptions } from '@tacosmith/core'
export { type TacosmithEsbuildOptions, tacosmith } from './plugin.ts'
