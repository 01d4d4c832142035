import { resolve } from 'node:path'
import { type SignOptions, type TacoOptions, TacosmithError } from '@tacosmith/core'
import { checkOptions, laidOver, writtenAt } from '@tacosmith/core/adapter'
import type { Inputs } from './inputs.ts'

/**
 * Lays the signing inputs over the signing options of the configuration file.
 *
 * @param keystore - The keystore that came as base64, as a file.
 * @returns undefined where neither says anything; `TACOSMITH_KEYSTORE` may still name a key.
 * @throws TacosmithError `usage` where signing is asked for and there is no key.
 */
export function chooseSigning(
  inputs: Inputs,
  configured: TacoOptions['sign'],
  { keystore, workspace }: { keystore: string | undefined; workspace: string },
): TacoOptions['sign'] {
  if (inputs.sign === 'false') return false
  if (inputs.sign === 'development') return 'development'
  const given = givenOptions(inputs, keystore, workspace)
  const namesKey = given.keystore !== undefined
  if (typeof configured === 'object' && configured.signer !== undefined) refuseBesideSigner(given)
  if (namesKey) {
    const {
      key: _,
      signer: __,
      certificates: ___,
      ...rest
    } = typeof configured === 'object' ? configured : {}
    return laidOver(rest, given)
  }
  if (typeof configured === 'object') return laidOver(configured, given)
  if (process.env.TACOSMITH_KEYSTORE) return given
  const isRequired = inputs.sign === 'required' || configured === 'required'
  if (inputs.sign === 'auto' && !isRequired) return configured
  if (inputs.sign === 'true' && configured === 'development') return configured
  // A file that was signed before needs no key.
  if (isRequired && (inputs.taco ?? inputs.buildCommand) !== undefined) return false
  throw new TacosmithError(
    'usage',
    `sign is ${inputs.sign === 'auto' ? 'required in the configuration' : inputs.sign}, but there is no key`,
    {
      help: 'Give keystore or keystore-base64, or sign in the configuration file. A secret that the repository does not have is empty, as are all secrets in pull requests from forks.',
    },
  )
}

/** What the inputs say, checked by the names of the inputs; paths start at the root of the checkout. */
function givenOptions(inputs: Inputs, temporaryKeystore: string | undefined, workspace: string): SignOptions {
  const { certificates, alias, timestampUrls, secrets } = inputs
  const keystore = temporaryKeystore ?? inputs.keystore
  const given: SignOptions = {
    ...(keystore !== undefined && { keystore }),
    ...(certificates !== undefined && { certificates }),
    ...(alias !== undefined && { alias }),
    ...(secrets.storePassword !== undefined && { storePassword: secrets.storePassword }),
    ...(secrets.keyPassword !== undefined && { keyPassword: secrets.keyPassword }),
    ...(timestampUrls.length > 0 && { timestamp: timestampUrls }),
  }
  checkOptions({ sign: given }, 'action')
  for (const name of ['keystore', 'certificates'] as const) {
    const path = given[name]
    if (path !== undefined) given[name] = resolve(workspace, path)
  }
  const names =
    temporaryKeystore === undefined
      ? {}
      : { keystore: 'keystore-base64', keystoreFile: 'the keystore in keystore-base64' }
  return writtenAt('action', given, names)
}

const KEY_INPUTS = {
  keystore: 'keystore',
  certificates: 'certificates',
  alias: 'alias',
  storePassword: 'store-password',
  keyPassword: 'key-password',
} as const

/** Whether the one or the other is meant, nobody can tell; and the name of the entry would be taken for something else. */
function refuseBesideSigner(given: SignOptions): void {
  const inputs = (Object.keys(KEY_INPUTS) as (keyof typeof KEY_INPUTS)[])
    .filter((name) => given[name] !== undefined)
    .map((name) => KEY_INPUTS[name])
    .join(' and ')
  if (inputs === '') return
  throw new TacosmithError('usage', `${inputs} cannot be combined with sign.signer of the configuration`, {
    help: `The signer has its own key and certificates: omit ${inputs}, or remove sign.signer from the configuration file.`,
  })
}
