import { modulesBeside } from '../modules-beside.ts'
import type { Driver } from './driver.ts'

const modules = await modulesBeside<{ drivers: Driver[] }>(import.meta.url, ['driver.ts'])

/** Every bundler that tacosmith has a plugin for: each file in this folder exports its own as `drivers`. */
export const drivers: Driver[] = modules.flatMap((module) => module.drivers)
