import { resolve } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import { secretsIn } from '@tacosmith/core/adapter'
import { absoluteSignPaths } from './sign-paths.ts'

/**
 * The options of a configuration file with absolute paths, which start in its folder. The connector and the folder for the
 * `.taco` belong to the project instead, which may be another folder for each connector below the file.
 */
export function optionsIn(folder: string, options: TacoOptions): TacoOptions {
  const { validate, sign } = options
  const schemas = validate?.schemas
  return {
    ...options,
    ...(schemas !== undefined && { validate: { ...validate, schemas: resolve(folder, schemas) } }),
    ...(typeof sign === 'object' && { sign: secretsIn(folder, absoluteSignPaths(sign, folder)) }),
  }
}
