import { createSigner } from '@tacosmith/core'
import {
  developmentNotice,
  type OpenedSigner,
  type ResolvedSignOptions,
  type ResolvedTimestampOptions,
  resolveSignOptions,
  type SignedTacoFile,
  signTacoFile,
  writtenAt,
} from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type ChangeFlags, changeFiles, type FileChange } from '../project/change-files.ts'
import { loadConfig } from '../project/config-file.ts'
import type { Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { signSummary } from '../texts/sign-summary.ts'
import { addKeyOptions, mergeSign, type SignFlags } from './sign-options.ts'

interface Flags extends SignFlags, ChangeFlags {
  development?: boolean
  required?: boolean
  addSigner?: boolean
}

/** `tacosmith sign <file.taco...>`: signs files that exist already, whoever packed them. */
export function signCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('sign')
    .argument('<file...>', '.taco files, or patterns such as dist/*.taco')
    .option('-o, --out <path>', 'write to this file, if it ends in .taco, or into this folder')
    .option('--add-signer', 'keep the existing signatures and add one')
    .option('--development', 'sign with a throwaway certificate, which Tableau does not trust')
    .addOption(
      new Option(
        '--required',
        'never sign with the throwaway certificate, even if the configuration says so',
      ).conflicts('development'),
    )
    .option('--json', 'print one JSON document to stdout; a list if several files are given')
  return addKeyOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  tacosmith sign dist/*.taco --keystore release.p12 \\\n    --storepass env:STORE_PASSWORD --tsa http://timestamp.example.com',
    )
    .action(async (words: string[], flags: Flags) => {
      finish(
        await runCommand(terminal, flags.json === true, (progress) =>
          signFiles(words, flags, terminal, progress),
        ),
      )
    })
}

async function signFiles(
  words: string[],
  flags: Flags,
  terminal: Terminal,
  progress: Progress,
): Promise<number> {
  await changeFiles(words, flags, () => signing(flags, terminal, progress), terminal, progress)
  return exitCodes.fine
}

async function signing(flags: Flags, terminal: Terminal, progress: Progress): Promise<FileChange> {
  const options = await signOptions(flags, terminal.cwd)
  progress('Opening the key')
  const opened = await createSigner(options, terminal.cwd)
  return {
    activity: 'Signing',
    apply: async (file, target, onRequest) => {
      const signed = await signOne(file, target, opened, options, { ...flags, onRequest })
      const { sha256, signer, timestamp, warnings } = signed
      return {
        facts: { sha256, signer, timestamp: timestamp ?? null },
        warnings,
        summary: (name) => signSummary(name, signed, terminal),
      }
    },
  }
}

type KeyOptions = 'development' | ResolvedSignOptions

async function signOptions(flags: Flags, cwd: string): Promise<KeyOptions> {
  const { options } = await loadConfig(cwd)
  const how = flags.development ? 'development' : flags.required ? 'required' : undefined
  const { sign } = mergeSign(options.sign, { ...flags, ...(how && { sign: how }) }, cwd)
  if (sign === 'development') return sign
  return resolveSignOptions(typeof sign === 'object' ? sign : writtenAt('command-line', {}))
}

async function signOne(
  file: string,
  target: string,
  { signer, alias }: OpenedSigner,
  options: KeyOptions,
  { addSigner, onRequest }: Pick<Flags, 'addSigner'> & Pick<ResolvedTimestampOptions, 'onRequest'>,
): Promise<SignedTacoFile> {
  const { timestamp, includeRoot, signatureName, digest, allowRsaPssAndEd25519, names } =
    options === 'development' ? { ...DEVELOPMENT } : options
  const signed = await signTacoFile(file, target, {
    signer,
    alias,
    signatureName,
    digest,
    timestamp: timestamp && { ...timestamp, onRequest },
    includeRoot,
    allowRsaPssAndEd25519,
    addSigner,
    names,
  })
  return options === 'development'
    ? { ...signed, warnings: [developmentNotice(signed.signer, developmentHelp)] }
    : signed
}

const developmentHelp = 'For a release, sign with --keystore and a code-signing certificate.'

const DEVELOPMENT = {
  timestamp: false,
  includeRoot: false,
  signatureName: undefined,
  digest: undefined,
  allowRsaPssAndEd25519: undefined,
  names: undefined,
} as const
