import { basename, dirname, resolve } from 'node:path'
import { type TacoOptions, TacosmithError } from '@tacosmith/core'
import { checkOptions } from '@tacosmith/core/adapter'
import { mergeValidate, type ValidateFlags } from './shared-options.ts'
import { mergeSign, type SignFlags } from './sign-options.ts'

/** The options of `tacosmith build`. */
export interface BuildFlags extends ValidateFlags, SignFlags {
  outDir?: string
  dest?: string
  fileName?: string
  force?: boolean
  forcePackage?: boolean
  validateOnly?: boolean
}

/**
 * Lays the command line's options over those of a configuration. Paths on the command line start where it was typed.
 *
 * @throws TacosmithError `usage` for a wrong option, by the name of its flag.
 */
export function mergeFlags(options: TacoOptions, flags: BuildFlags, cwd: string): TacoOptions {
  const { fileName } = flags
  const outDir = outDirOf(flags)
  checkOptions({ ...(fileName !== undefined && { fileName }) }, 'command-line')
  const validate = mergeValidate(options.validate, flags, cwd)
  const force = flags.force || flags.forcePackage ? { force: true } : {}
  return {
    ...options,
    ...(outDir !== undefined && { outDir: resolve(cwd, outDir) }),
    ...(fileName !== undefined && { fileName }),
    validate: { ...validate, ...force },
    ...mergeSign(options.sign, flags, cwd),
  }
}

/** The SDK's packager has another name for it. */
function outDirOf({ outDir, dest }: BuildFlags): string | undefined {
  if (outDir !== undefined) checkOptions({ outDir }, 'command-line')
  else if (dest?.trim() === '') throw new TacosmithError('usage', '--dest is empty, but should be a string')
  const folder = outDir ?? dest
  if (folder?.toLowerCase().endsWith('.taco'))
    throw fileForFolder(folder, outDir === undefined ? '--dest' : '--out-dir')
  return folder
}

/** `sign` takes a file by the same short name. */
function fileForFolder(given: string, flag: string): TacosmithError {
  const [folder, name] = [dirname(given), basename(given)]
  return new TacosmithError(
    'usage',
    `${flag} is the folder for the .taco, but "${given}" looks like a file`,
    {
      help: `Give the folder and the name separately: ${flag} ${folder} --file-name ${name}. Without --file-name the file is named after the class and version.`,
    },
  )
}

/** @throws TacosmithError `usage` where an untrusted connector is to be signed. */
export function refuseSigning({ sign }: TacoOptions): void {
  if (sign === false || sign === undefined) return
  throw new TacosmithError('usage', '--untrusted never signs, but the command line asks for a signature', {
    help: 'Remove the signing options: signing a connector means vouching for it.',
  })
}
