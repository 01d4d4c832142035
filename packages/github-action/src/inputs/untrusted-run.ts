import type { Inputs } from './inputs.ts'
import type { RunnerEvent } from './runner-event.ts'

/** What the action does for an untrusted connector. */
export interface UntrustedRun {
  inputs: Inputs
  /** What it leaves out, for people. */
  notice: string
}

/**
 * The inputs without everything that runs the connector's code, loads what is next to it, or vouches for it; undefined
 * where the connector is trusted.
 */
export function untrustedRun(inputs: Inputs, { isFromFork }: RunnerEvent): UntrustedRun | undefined {
  const isUntrusted = inputs.untrusted === 'true' || (inputs.untrusted === 'auto' && isFromFork)
  if (!isUntrusted) return undefined
  const { buildCommand, config, sign } = inputs
  const left = [
    'no configuration is loaded and no scripts are run',
    ...(buildCommand === undefined ? [] : ['build-command is not run']),
    ...(config === undefined ? [] : [`${config} is not read`]),
    ...(sign === 'false' ? [] : ['nothing is signed']),
  ]
  const why =
    inputs.untrusted === 'true' ? 'untrusted is true' : 'The pull request comes from another repository'
  return {
    notice: `${why}: ${left.join(', ')}.`,
    inputs: {
      ...inputs,
      config: undefined,
      buildCommand: undefined,
      taco: buildCommand === undefined ? inputs.taco : undefined,
      sign: 'false',
      keystore: undefined,
      uploadToRelease: 'false',
    },
  }
}
