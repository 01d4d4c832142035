import { type SignOptions, type TacoOptions, TacosmithError } from '@tacosmith/core'
import {
  checkOptions,
  type DigestAlgorithm,
  laidOver,
  resolveTimestampOptions,
  writtenAt,
} from '@tacosmith/core/adapter'
import { type Command, Option } from 'commander'
import { absoluteSignPaths } from '../project/sign-paths.ts'
import { secretFlag } from '../terminal/secret-flag.ts'
import { collect } from './shared-options.ts'

/** The options that say with which key to sign. */
export interface SignFlags {
  sign?: boolean | 'development' | 'required'
  keystore?: string
  key?: string
  certificates?: string
  alias?: string
  storepass?: string
  keypass?: string
  tsa?: string[] | false
  tsaOptional?: boolean
  digest?: DigestAlgorithm
  signatureName?: string
  includeRoot?: boolean
  allowRsaPssAndEd25519?: boolean
}

/** Adds the options that say whether and with which key to sign. */
export function addSignOptions(command: Command): Command {
  return addKeyOptions(
    command
      .addOption(
        new Option(
          '--sign [how]',
          'sign; development: with a throwaway certificate; required: fail rather than use that certificate',
        ).choices(['development', 'required']),
      )
      .option('--no-sign', 'do not sign, whatever the configuration says'),
  )
}

/** Adds those of them that name the key and say how to use it, for a command that signs anyway. */
export function addKeyOptions(command: Command): Command {
  return command
    .option('--keystore <file>', 'PKCS#12, JKS or PEM file with key and certificates')
    .option('--key <file>', 'PEM file with the private key')
    .option('--certificates <file>', 'PEM, DER or .p7b file with the certificate chain')
    .option('--alias <name>', 'entry of the keystore')
    .option(
      '--storepass <secret>',
      'password of the keystore: env:NAME or file:PATH (default: asked for on a terminal)',
    )
    .option('--keypass <secret>', 'password of the key, if it has its own: env:NAME or file:PATH')
    .option('--tsa <url>', 'timestamp authority; repeatable, in order of preference', collect)
    .option('--tsa-optional', 'sign without a timestamp, with a prominent warning, if no authority answers')
    .option('--no-tsa', 'sign without a timestamp')
    .addOption(
      new Option('--digest <name>', 'digest (default: matches the strength of the key)').choices([
        'sha256',
        'sha384',
        'sha512',
      ]),
    )
    .option('--signature-name <name>', 'name of the signature files in META-INF')
    .option('--include-root', 'embed the root certificate too')
    .option(
      '--allow-rsa-pss-and-ed25519',
      'accept such keys, although the JREs of Java 8 to 15 treat the file as unsigned',
    )
}

/**
 * Lays the command line's signing options over those of the configuration file.
 *
 * @throws TacosmithError `usage` where the options contradict each other or hold a password.
 */
export function mergeSign(
  configured: TacoOptions['sign'],
  flags: SignFlags,
  cwd: string,
): Pick<TacoOptions, 'sign'> {
  const given = givenSignOptions(flags, cwd)
  const namesKey = given.keystore !== undefined || given.key !== undefined
  if (flags.sign === false) return { sign: false }
  if (flags.sign === 'development') {
    if (!namesKey) return { sign: 'development' }
    const option = given.keystore === undefined ? '--key' : '--keystore'
    throw new TacosmithError('usage', `--sign development cannot be combined with ${option}`, {
      help: `Omit ${option} to sign with the throwaway certificate, or say just --sign.`,
    })
  }
  const base = typeof configured === 'object' ? configured : {}
  if (base.signer !== undefined) refuseBesideSigner(given)
  if (namesKey) return { sign: withTimestamp(laidOver(withoutKey(base), given), flags) }
  if (Object.keys(given).length > 0 || flags.sign !== undefined || flags.tsaOptional) {
    if (configured === 'development' && flags.sign !== 'required') return { sign: configured }
    return { sign: withTimestamp(laidOver(base, given), flags) }
  }
  return configured === undefined ? {} : { sign: configured }
}

/** What the flags say, checked by the names of the flags; paths start where they were typed. */
function givenSignOptions(flags: SignFlags, cwd: string): SignOptions {
  const { keystore, key, certificates, alias, storepass, keypass, tsa, digest, signatureName } = flags
  const given: SignOptions = {
    ...(keystore !== undefined && { keystore }),
    ...(key !== undefined && { key }),
    ...(certificates !== undefined && { certificates }),
    ...(alias !== undefined && { alias }),
    ...(storepass !== undefined && { storePassword: secretFlag('--storepass', storepass) }),
    ...(keypass !== undefined && { keyPassword: secretFlag('--keypass', keypass) }),
    ...(tsa !== undefined && (tsa as unknown) !== true && { timestamp: tsa }),
    ...(digest !== undefined && { digest }),
    ...(signatureName !== undefined && { signatureName }),
    ...(flags.includeRoot && { includeRoot: true }),
    ...(flags.allowRsaPssAndEd25519 && { allowRsaPssAndEd25519: true }),
  }
  checkOptions({ sign: given }, 'command-line')
  if (keystore !== undefined && key !== undefined) {
    throw new TacosmithError('usage', '--keystore and --key are both given', {
      help: 'Use --keystore, or --key with --certificates.',
    })
  }
  return writtenAt('command-line', absoluteSignPaths(given, cwd))
}

/** The options that say which key it is, and what they are called. */
const KEY_FLAGS = {
  keystore: '--keystore',
  key: '--key',
  certificates: '--certificates',
  alias: '--alias',
  storePassword: '--storepass',
  keyPassword: '--keypass',
} as const

/** Whether the one or the other is meant, nobody can tell; and the name of the entry would be taken for something else. */
function refuseBesideSigner(given: SignOptions): void {
  const names = (Object.keys(KEY_FLAGS) as (keyof typeof KEY_FLAGS)[]).filter(
    (name) => given[name] !== undefined,
  )
  if (names.length === 0) return
  const flags = names.map((name) => KEY_FLAGS[name]).join(' and ')
  const named = names.length === 1 && names[0] === 'alias'
  throw new TacosmithError('usage', `${flags} cannot be combined with sign.signer of the configuration`, {
    help: named
      ? 'The signer names its key itself: omit --alias. The name of the signature files is --signature-name.'
      : `The signer has its own key and certificates: omit ${flags}, or remove sign.signer from tacosmith.config.`,
  })
}

/** The authorities may come from the command line, the configuration file or the environment. */
function withTimestamp(options: SignOptions, { tsaOptional }: SignFlags): SignOptions {
  if (!tsaOptional) return options
  const timestamp = resolveTimestampOptions(options.timestamp)
  if (timestamp !== false) return { ...options, timestamp: { ...timestamp, optional: true } }
  throw new TacosmithError('usage', '--tsa-optional is given without a timestamp authority', {
    help: 'Add one with --tsa URL, or omit --tsa-optional to sign without a timestamp.',
  })
}

function withoutKey(options: SignOptions): SignOptions {
  const { keystore: _keystore, key: _key, certificates: _certificates, signer: _signer, ...rest } = options
  return rest
}
