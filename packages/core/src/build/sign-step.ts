import { resolve } from 'node:path'
import type { BuildContext } from './check.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { TacosmithError } from '../errors.ts'
import type { ResolvedOptions, ResolvedSignOptions } from '../options.ts'
import { createSigner, type SignedTaco, signTaco } from '../sign/index.ts'
import { verifyIntegrity } from '../verify/index.ts'

/**
 * Signs if the options say so, then reads the signed file back: what does not verify is never written. What the
 * caller's cache holds is signed and verified already.
 */
export async function signIfAsked(
  unsigned: Uint8Array,
  options: ResolvedOptions,
  context: BuildContext,
): Promise<SignedTaco | undefined> {
  if (options.sign === false) return undefined
  const cwd = resolve(context.cwd ?? '.')
  const signOptions = options.sign === 'development' ? options.sign : withAbsolutePaths(options.sign, cwd)
  const sign = () => signAndVerify(unsigned, signOptions, context.source ? undefined : cwd, context.onStep)
  return (await context.signatures?.get(unsigned, signOptions, sign)) ?? (await sign())
}

async function signAndVerify(
  unsigned: Uint8Array,
  options: 'development' | ResolvedSignOptions,
  connectorFolder: string | undefined,
  onStep: BuildContext['onStep'],
): Promise<SignedTaco> {
  onStep?.({ name: 'sign' })
  const { signer, alias } = await createSigner(options, connectorFolder)
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
        }),
  })
  onStep?.({ name: 'verify' })
  const problems = await verifyIntegrity(signed.content)
  if (problems.length > 0) {
    throw new TacosmithError('verification', `the signed file does not verify: ${problems[0]?.message}`)
  }
  if (options !== 'development') return signed
  return { ...signed, warnings: [developmentNotice(signed)] }
}

function withAbsolutePaths(options: ResolvedSignOptions, cwd: string): ResolvedSignOptions {
  const absolute = { ...options }
  for (const name of ['keystore', 'key', 'certificates'] as const) {
    const path = options[name]
    if (path !== undefined) absolute[name] = resolve(cwd, path)
  }
  return absolute
}

/** Replaces the advice on timestamps and the like: what matters about such a file is that nobody trusts it. */
function developmentNotice({ signer }: SignedTaco): Diagnostic {
  return {
    rule: 'taco-development-certificate',
    severity: 'info',
    message: `signed with a development certificate of this computer (${signer.subject}); Tableau will not load the file`,
    help:
      'To try it in Tableau start Tableau with -DDisableVerifyConnectorPluginSignature=true. ' +
      'For a release set the option sign to a keystore with a code-signing certificate.',
  }
}
