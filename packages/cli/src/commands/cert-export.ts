import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  exportCertificate,
  laidOver,
  type ResolvedSignOptions,
  resolveSignOptions,
  writtenAt,
} from '@tacosmith/core/adapter'
import type { Command } from 'commander'
import { secretFlag } from '../terminal/secret-flag.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type CertKeyFlags, certKey } from './cert-key.ts'
import type { CertResult } from './cert-result.ts'

/** The options of `cert export`. */
export interface ExportFlags extends CertKeyFlags {
  keypass?: string
  development?: boolean
  chain?: boolean
  der?: boolean
  out?: string
  json?: boolean
}

/** Adds the options of `cert export` that only it has. */
export function addExportOptions(command: Command): Command {
  return command
    .option('--keypass <secret>', 'password of the key, if it has its own: env:NAME or file:PATH')
    .option('--development', 'the throwaway certificate that --sign development uses')
    .option('--chain', 'also the certificates of its issuers')
    .option('--der', 'write DER instead of PEM; needs --out')
    .option('-o, --out <file>', 'write to this file (default: print PEM to stdout)')
}

/** `tacosmith cert export`. */
export async function exportFrom(flags: ExportFlags, terminal: Terminal): Promise<CertResult> {
  refuseContradictions(flags)
  const file = flags.out === undefined ? undefined : resolve(terminal.cwd, flags.out)
  const { certificate, issuers, pem } = await exportCertificate({
    ...{ sign: flags.development ? 'development' : await signOptions(flags, terminal.cwd), file },
    ...{ chain: flags.chain ?? false, format: flags.der ? 'der' : 'pem' },
  })
  return {
    paths: file === undefined ? {} : { certificate: file },
    fingerprints: {
      certificate: certificate.fingerprint,
      issuers: issuers.map(({ fingerprint }) => fingerprint),
    },
    notAfter: certificate.notAfter,
    ...(file === undefined ? { pem } : {}),
  }
}

function refuseContradictions({ der, chain, out, development, ...key }: ExportFlags): void {
  const named = (['keystore', 'storepass', 'keypass', 'alias'] as const).find(
    (name) => key[name] !== undefined,
  )
  const [message, help] =
    der && chain
      ? [
          '--der cannot be combined with --chain',
          'A DER file holds one certificate; omit --der for a PEM file with all.',
        ]
      : der && out === undefined
        ? ['--der needs --out', 'Give --out FILE; DER is not text that a terminal could show.']
        : development && named !== undefined
          ? [`--development cannot be combined with --${named}`, `Omit --development, or --${named}.`]
          : []
  if (message !== undefined) throw new TacosmithError('usage', message, help === undefined ? {} : { help })
}

async function signOptions(flags: ExportFlags, cwd: string): Promise<ResolvedSignOptions> {
  const key = await certKey(flags, cwd)
  if (key.signer !== undefined) return resolveSignOptions({ signer: key.signer })
  const { keypass } = flags
  const own = keypass === undefined ? {} : { keyPassword: secretFlag('--keypass', keypass) }
  return resolveSignOptions(laidOver(key.options, writtenAt('command-line', own)))
}
