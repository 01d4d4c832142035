import { TacosmithError } from '../errors.ts'
import { developmentNotice } from '../sign/development-notice.ts'
import { createSigner, type SignedTaco, signTaco } from '../sign/index.ts'
import { verifyIntegrity } from '../verify/index.ts'
import type { OnBuildStep } from './build-result.ts'
import type { BuildTarget } from './finish-build.ts'
import type { OpenedSigners } from './opened-signers.ts'
import type { ResolvedSignOptions } from './options/options.ts'
import type { SignatureCache } from './signature-cache.ts'

/** How to sign, see `BuildSettings`. */
interface SignSettings {
  onStep?: OnBuildStep | undefined
  signatures?: SignatureCache
  signers?: OpenedSigners
}

/**
 * Signs if the options say so, then reads the signed file back: what does not verify is never written. What the
 * caller's cache holds is signed and verified already.
 */
export async function signIfAsked(
  unsigned: Uint8Array,
  { options, cwd, outside, isFolder }: BuildTarget,
  settings: SignSettings,
): Promise<SignedTaco | undefined> {
  if (options.sign === false) return undefined
  const signOptions = options.sign
  const sign = () => signAndVerify(unsigned, signOptions, isFolder ? cwd : undefined, settings)
  if (settings.signers !== undefined) return await settings.signers.inTurn(sign)
  if (outside === undefined || settings.signatures === undefined) return await sign()
  return await settings.signatures.get(unsigned, outside.signingDigest, sign)
}

async function signAndVerify(
  unsigned: Uint8Array,
  options: 'development' | ResolvedSignOptions,
  connectorFolder: string | undefined,
  { onStep, signers }: SignSettings,
): Promise<SignedTaco> {
  onStep?.({ name: 'sign' })
  const { signer, alias } = await (signers?.open(options, connectorFolder) ??
    createSigner(options, connectorFolder))
  const signed = await signTaco(unsigned, {
    signer,
    alias,
    ...(options === 'development'
      ? { timestamp: false, includeRoot: false }
      : {
          signatureName: options.signatureName,
          digest: options.digest,
          timestamp: options.timestamp && {
            ...options.timestamp,
            onRequest: (authority) => onStep?.({ name: 'timestamp', authority }),
          },
          includeRoot: options.includeRoot,
          allowRsaPssAndEd25519: options.allowRsaPssAndEd25519,
          names: options.names,
        }),
  })
  onStep?.({ name: 'verify' })
  const problems = await verifyIntegrity(signed.content)
  if (problems.length > 0) {
    throw new TacosmithError('verification', `the signed file does not verify: ${problems[0]?.message}`)
  }
  if (options !== 'development') return signed
  return { ...signed, warnings: [developmentNotice(signed.signer, developmentHelp)] }
}

const developmentHelp =
  'To try it in Tableau, start Tableau with -DDisableVerifyConnectorPluginSignature=true. ' +
  'For a release, sign with the keystore or signer of a code-signing certificate.'
