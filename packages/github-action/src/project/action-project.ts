import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { loadConfig } from '@tacosmith/cli/src/project/config-file.ts'
import { openTarget } from '@tacosmith/cli/src/project/open-target.ts'
import { openUntrusted } from '@tacosmith/cli/src/project/open-untrusted.ts'
import { projectFolder } from '@tacosmith/cli/src/project/project-folder.ts'
import { type ConnectorSource, type TacoOptions, TacosmithError } from '@tacosmith/core'
import type { Inputs } from '../inputs/inputs.ts'
import { chooseSigning } from '../inputs/sign-choice.ts'
import { usePackagesOf } from './project-packages.ts'

/** The options for this run, and where their relative paths start. */
export interface ActionProject {
  options: TacoOptions
  cwd: string
  /** The connector's files, where it is not trusted and nothing else may be read. */
  source?: ConnectorSource
  /** Whether the configuration requires a signature. */
  mustSign?: boolean
}

/**
 * Finds the connector and its configuration file, and lays the inputs over the latter. Paths in inputs start at the root
 * of the checkout.
 *
 * @throws TacosmithError `connector-not-found`, or `usage` for wrong options.
 */
export async function openActionProject(
  inputs: Inputs,
  place: { workspace: string; keystore: string | undefined },
): Promise<ActionProject> {
  const { workspace } = place
  const { options, cwd } = await openConfiguration(inputs, workspace)
  usePackagesOf(cwd, workspace)
  const sign = chooseSigning(inputs, options.sign, place)
  const { sign: _, ...rest } = options
  return {
    cwd,
    mustSign: options.sign === 'required',
    options: {
      ...rest,
      ...(sign !== undefined && { sign }),
      ...(inputs.outDir && { outDir: resolve(workspace, inputs.outDir) }),
      ...(inputs.fileName && { fileName: inputs.fileName }),
      validate: {
        ...options.validate,
        // The native engine would be whatever a runner happens to have.
        engine: options.validate?.engine ?? 'libxml2-wasm',
        ...(inputs.profile && { profile: inputs.profile }),
        ...(inputs.failOnWarnings && { warningsAsErrors: true }),
      },
    },
  }
}

/**
 * The same for an untrusted connector: there is no configuration, and no package of the project is
 * loaded.
 *
 * @throws TacosmithError `connector-not-found`.
 */
export async function openUntrustedProject(inputs: Inputs, workspace: string): Promise<ActionProject> {
  const { connector, taco, outDir, fileName, profile, failOnWarnings } = inputs
  const base: { options: TacoOptions; source?: ConnectorSource } =
    taco === undefined ? await namingInput(openUntrusted(connector, workspace)) : { options: { sign: false } }
  return {
    ...base,
    cwd: workspace,
    options: {
      ...base.options,
      ...(outDir && { outDir: resolve(workspace, outDir) }),
      ...(fileName && { fileName }),
      validate: {
        ...base.options.validate,
        ...(profile && { profile }),
        ...(failOnWarnings && { warningsAsErrors: true }),
      },
    },
  }
}

async function openConfiguration(inputs: Inputs, workspace: string): Promise<ActionProject> {
  const { config, connector, taco, buildCommand } = inputs
  if (config !== undefined) {
    const { options, folder } = await loadNamedConfig(config, workspace)
    const named = connector === undefined ? {} : { connector: resolve(workspace, connector) }
    return { options: { ...options, ...named }, cwd: folder }
  }
  if (taco !== undefined || buildCommand !== undefined) {
    const target = resolve(workspace, connector ?? '.')
    const { options, folder, file } = await loadConfig(target)
    // A configuration for a whole workspace leaves connector and output at each project.
    return { options, cwd: file === undefined ? folder : projectFolder(target, folder) }
  }
  return await namingInput(openTarget(connector, workspace))
}

async function loadNamedConfig(given: string, workspace: string): ReturnType<typeof loadConfig> {
  const path = resolve(workspace, given)
  const found = await stat(path).catch(() => undefined)
  const loaded = found?.isFile() ? await loadConfig(dirname(path)) : undefined
  if (loaded?.file === path) return loaded
  const reason =
    found === undefined
      ? 'does not exist'
      : 'is not a tacosmith.config file, or there is another one next to it'
  throw new TacosmithError('usage', `config is '${given}', which ${reason}`, {
    help: 'Give the path of a tacosmith.config.ts, .mts, .js or .mjs, from the root of the checkout.',
  })
}

const CONNECTOR_HELP =
  'Set the input connector to the folder that contains the manifest.xml of the connector, or to the project around it, from the root of the checkout.'

/** Calls the folder of the connector as the input does. */
async function namingInput<Result>(opening: Promise<Result>): Promise<Result> {
  return await opening.catch((error: unknown) => {
    if (!(error instanceof TacosmithError) || error.code !== 'connector-not-found') throw error
    const [hint = ''] = /^Did you mean [^?]+\? /.exec(error.help ?? '') ?? []
    throw new TacosmithError(error.code, error.message, { help: hint + CONNECTOR_HELP, cause: error })
  })
}
