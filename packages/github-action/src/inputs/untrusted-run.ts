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
export function untrustedRun(inputs: Inputs, event: RunnerEvent): UntrustedRun | undefined {
  const why = inputs.untrusted === 'true' ? 'untrusted is true' : event.doubt
  if (why === undefined || inputs.untrusted === 'false') return undefined
  return {
    notice: `${why}: ${whatIsLeft(inputs, event).join(', ')}.`,
    inputs: {
      ...inputs,
      config: undefined,
      buildCommand: undefined,
      taco: inputs.buildCommand === undefined ? inputs.taco : undefined,
      sign: 'false',
      keystore: undefined,
      truststore: [],
      uploadToRelease: 'false',
    },
  }
}

function whatIsLeft(inputs: Inputs, { release, pushedTag }: RunnerEvent): string[] {
  const { buildCommand, config, sign, truststore, uploadToRelease, releaseTag } = inputs
  const tag = releaseTag ?? release?.tag ?? pushedTag
  const releases = uploadToRelease === 'true' || (uploadToRelease === 'auto' && tag !== undefined)
  return [
    'no configuration is loaded and no scripts are run',
    ...(buildCommand === undefined ? [] : ['build-command is not run']),
    ...(config === undefined ? [] : [`${config} is not read`]),
    ...(truststore.length === 0 ? [] : ['truststore is not read']),
    ...(sign === 'false' ? [] : ['nothing is signed']),
    ...(releases ? ['nothing is released'] : []),
  ]
}
