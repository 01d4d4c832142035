import { relative, resolve } from 'node:path'
import { createSigner, type TacoOptions } from '@tacosmith/core'
import {
  createReport,
  developmentNotice,
  type OpenedSigner,
  type ResolvedSignOptions,
  type ResolvedTimestampOptions,
  resolveSignOptions,
  type SignedTacoFile,
  signTacoFile,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { loadConfig } from '../project/config-file.ts'
import { expandFiles, onFile, targetsOf } from '../project/taco-files.ts'
import { sayFile } from '../terminal/file-progress.ts'
import type { Progress } from '../terminal/progress.ts'
import { reportText } from '../terminal/report-format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { signSummary } from '../texts/sign-summary.ts'
import { addKeyOptions, mergeSign, type SignFlags } from './sign-options.ts'

interface Flags extends SignFlags {
  development?: boolean
  out?: string
  addSigner?: boolean
  json?: boolean
}

/** `tacosmith sign <file.taco...>`: signs files that exist already, whoever packed them. */
export function signCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('sign')
    .argument('<file...>', '.taco files, or patterns such as dist/*.taco')
    .option('-o, --out <path>', 'write to this file or folder')
    .option('--add-signer', 'keep the existing signatures and add one')
    .option('--development', 'sign with a throwaway certificate, which Tableau does not trust')
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

interface SignedFile {
  file: string
  sha256: string
  signer: SignedTacoFile['signer']
  timestamp: SignedTacoFile['timestamp'] | null
}

async function signFiles(
  words: string[],
  flags: Flags,
  terminal: Terminal,
  progress: Progress,
): Promise<number> {
  const { cwd } = terminal
  const files = await expandFiles(words, cwd)
  const targets = await targetsOf(files, flags.out, cwd)
  const options = await signOptions(flags, cwd)
  progress('Opening the key')
  const opened = await createSigner(options, cwd)
  const results: SignedFile[] = []
  for (const [index, file] of files.entries()) {
    const target = targets[index] ?? file
    const waiting = sayFile('Signing', file, { number: index + 1, count: files.length, cwd }, progress)
    const onRequest = (authority: string): void => waiting(`the timestamp from ${authority}`)
    const signed = await onFile(file, () => signOne(file, target, opened, options, { ...flags, onRequest }))
    const { sha256, signer, timestamp } = signed
    results.push({ file: target, sha256, signer, timestamp: timestamp ?? null })
    tell(relative(cwd, target), signed, flags, terminal)
  }
  if (flags.json) {
    terminal.printResult(`${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`)
  }
  return exitCodes.fine
}

type KeyOptions = 'development' | ResolvedSignOptions

async function signOptions(flags: Flags, cwd: string): Promise<KeyOptions> {
  const { options, folder } = await loadConfig(cwd)
  const how = flags.development ? ({ ...flags, sign: 'development' } as const) : flags
  const { sign } = mergeSign(atFolder(options.sign, folder), how, cwd)
  if (sign === 'development') return sign
  return resolveSignOptions(sign === undefined || sign === false ? {} : sign)
}

/** Paths in a configuration file start at its folder. */
function atFolder(sign: TacoOptions['sign'], folder: string): TacoOptions['sign'] {
  if (typeof sign !== 'object') return sign
  const absolute = { ...sign }
  for (const name of ['keystore', 'key', 'certificates'] as const) {
    const path = absolute[name]
    if (path !== undefined) absolute[name] = resolve(folder, path)
  }
  return absolute
}

async function signOne(
  file: string,
  target: string,
  { signer, alias }: OpenedSigner,
  options: KeyOptions,
  { addSigner, onRequest }: Pick<Flags, 'addSigner'> & Pick<ResolvedTimestampOptions, 'onRequest'>,
): Promise<SignedTacoFile> {
  const { timestamp, includeRoot, signatureName, digest, allowRsaPssAndEd25519 } =
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
} as const

function tell(name: string, signed: SignedTacoFile, flags: Flags, terminal: Terminal): void {
  if (signed.warnings.length > 0) {
    const warnings = signed.warnings.map((warning) => ({ ...warning, file: name }))
    terminal.say(reportText(createReport(warnings), () => undefined, terminal))
  }
  if (!flags.json) terminal.printResult(signSummary(name, signed, terminal))
}
