import { modulesBeside } from '../../modules-beside.ts'
import type { BundlerWithApp } from '../bundler-with-app.ts'

const modules = await modulesBeside<{ bundlers: BundlerWithApp[] }>(import.meta.url)

/** Every bundler that builds apps: each file in this folder exports its own as `bundlers`. */
export const bundlers: BundlerWithApp[] = modules.flatMap((module) => module.bundlers)
