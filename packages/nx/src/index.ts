/** The plugin for `nx.json`: `{ "plugins": ["@tacosmith/nx"] }`. */
export const name = '@tacosmith/nx'
export { createDependencies } from './create-dependencies.ts'
// Nx up to 22 knows the one name, Nx 24 only the other.
export { createNodesV2, createNodesV2 as createNodes } from './create-nodes.ts'
export type { TacosmithNxOptions } from './plugin-options.ts'
