import * as newest from 'esbuild'
import * as oldest from 'esbuild21'

export type Esbuild = typeof newest

/** The oldest and the newest release that the plugin is for; every test runs with each. */
export const releases: [string, Esbuild][] = [
  ['0.28', newest],
  ['0.21', oldest as unknown as Esbuild],
]
