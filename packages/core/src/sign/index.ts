import type { ResolvedSignOptions, ResolvedTimestampOptions } from '../build/options/options.ts'
import type { ArchiveBytes } from '../format/zip/byte-source.ts'
import type { OpenedSigner } from './create-signer.ts'
import type { SignTacoOptions } from './sign-taco.ts'
import type { SignedTaco } from './signed-taco.ts'
import type { TimestampedTaco } from './timestamp-taco.ts'

export { ecdsaSignatureToDer } from '../format/x509/ecdsa-signature.ts'
export type { OpenedSigner } from './create-signer.ts'
export * from './remote-key.ts'
export * from './remote-key-error.ts'
export type { SignTacoOptions } from './sign-taco.ts'
export type { SignedTaco, SignedTimestamp } from './signed-taco.ts'
export type * from './signer.ts'
export type { TimestampedTaco } from './timestamp-taco.ts'

// The module behind this entry takes milliseconds to load. It is loaded on the first call, so that validation does not pay for it.

/** {@inheritDoc createSigner} See create-signer.ts. */
export async function createSigner(
  options: 'development' | ResolvedSignOptions,
  connectorFolder?: string,
): Promise<OpenedSigner> {
  const implementation = await import('./create-signer.ts')
  return await implementation.createSigner(options, connectorFolder)
}

/** {@inheritDoc signTaco} See sign-taco.ts. */
export async function signTaco(bytes: ArchiveBytes, options: SignTacoOptions): Promise<SignedTaco> {
  const implementation = await import('./sign-taco.ts')
  return await implementation.signTaco(bytes, options)
}

/** {@inheritDoc timestampTaco} See timestamp-taco.ts. */
export async function timestampTaco(
  bytes: ArchiveBytes,
  options: ResolvedTimestampOptions,
  now?: Date,
): Promise<TimestampedTaco> {
  const implementation = await import('./timestamp-taco.ts')
  return await implementation.timestampTaco(bytes, options, now)
}
