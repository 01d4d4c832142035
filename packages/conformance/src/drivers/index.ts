import type { Driver } from './driver.ts'
import { esbuildDrivers } from './esbuild.ts'
import { rollupDrivers } from './rollup.ts'
import { viteDrivers } from './vite.ts'
import { webpackDrivers } from './webpack.ts'

/** Every bundler that tacosmith has a plugin for. */
export const drivers: Driver[] = [...viteDrivers, ...rollupDrivers, ...webpackDrivers, ...esbuildDrivers]
