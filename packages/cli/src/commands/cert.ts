import { relative, resolve } from 'node:path'
import { type Secret, TacosmithError } from '@tacosmith/core'
import {
  developmentCertificate,
  importCertificate,
  type RequestKeyKind,
  requestCertificate,
} from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { secretFlag } from '../terminal/secret-flag.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface KeystoreFlags {
  keystore?: string
  storepass?: string
  alias?: string
  json?: boolean
}

interface RequestFlags extends KeystoreFlags {
  subject: string
  keyType: RequestKeyKind
  out?: string
}

interface DevelopmentFlags {
  renew?: boolean
  export?: string
  storepass?: string
  json?: boolean
}

/** What each command prints: with `--json` as it is, else line by line. */
interface CertResult {
  paths: Record<string, string>
  fingerprints: Record<string, string | string[]>
  /** When the certificate expires, ISO 8601. */
  notAfter?: string
}

/** `tacosmith cert request|import|development`. */
export function certCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const run = async (json: boolean | undefined, work: () => Promise<CertResult>): Promise<void> => {
    const result = async (): Promise<number> => {
      report(await work(), json ?? false, terminal)
      return exitCodes.fine
    }
    finish(await runCommand(terminal, json ?? false, result))
  }
  return new Command('cert')
    .helpCommand(false)
    .addHelpText('after', `\nExamples:\n${requestExample}\n${importExample}`)
    .addCommand(
      addKeystoreOptions(new Command('request'))
        .description(
          'Creates a key pair in a new keystore, and the request to send to a certificate authority.',
        )
        .requiredOption('--subject <name>', 'such as "CN=Acme GmbH, O=Acme GmbH, L=Köln, C=DE"')
        .addOption(
          new Option('--key-type <type>', 'kind of key')
            .choices(['rsa-3072', 'rsa-4096', 'p-256', 'p-384'])
            .default('rsa-3072'),
        )
        .option('-o, --out <file>', 'request file (default: next to the keystore, ending in .csr)')
        .addHelpText('after', `\nExample:\n${requestExample}`)
        .action((flags: RequestFlags) => run(flags.json, () => request(flags, terminal))),
    )
    .addCommand(
      addKeystoreOptions(new Command('import'))
        .description('Adds the certificate from the authority and its chain to the key in the keystore.')
        .argument('<certificates...>', 'files with the certificate and its issuers: PEM, DER or .p7b')
        .addHelpText('after', `\nExample:\n${importExample}`)
        .action((files: string[], flags: KeystoreFlags) =>
          run(flags.json, () => importAnswer(files, flags, terminal)),
        ),
    )
    .addCommand(
      new Command('development')
        .description('Shows the throwaway certificate that --sign development uses; creates it if needed.')
        .option('--renew', 'create a new certificate even if the old one is still valid')
        .option('--export <file>', 'write the key and certificate to a new PKCS#12 file')
        .option('--storepass <secret>', 'its password: env:NAME or file:PATH')
        .option('--json', 'print one JSON document to stdout')
        .addHelpText('after', '\nExample:\n  tacosmith cert development --renew')
        .action((flags: DevelopmentFlags) => run(flags.json, () => development(flags, terminal))),
    )
}

const requestExample = `  tacosmith cert request --subject "CN=Acme GmbH, O=Acme GmbH, C=DE" \\
    --keystore release.p12 --storepass env:STORE_PASSWORD`

const importExample = `  tacosmith cert import answer.p7b --keystore release.p12 \\
    --storepass env:STORE_PASSWORD`

function addKeystoreOptions(command: Command): Command {
  return command
    .option('--keystore <file>', 'PKCS#12 file (default: the variable TACOSMITH_KEYSTORE)')
    .option('--storepass <secret>', 'its password: env:NAME or file:PATH (default: env:TACOSMITH_STOREPASS)')
    .option('--alias <name>', 'entry of the keystore (default: the variable TACOSMITH_ALIAS)')
    .option('--json', 'print one JSON document to stdout')
}

async function request(flags: RequestFlags, terminal: Terminal): Promise<CertResult> {
  const made = await requestCertificate({
    ...keystoreOptions(flags, terminal.cwd),
    ...{ subject: flags.subject, key: flags.keyType },
    ...(flags.out === undefined ? {} : { request: resolve(terminal.cwd, flags.out) }),
  })
  terminal.say(
    `Send the request to a certificate authority. Keep the keystore safe: its key exists nowhere else. When the certificate arrives:\n  tacosmith cert import ANSWER --keystore ${relative(terminal.cwd, made.keystore)}\n`,
  )
  return {
    paths: { keystore: made.keystore, request: made.request },
    fingerprints: { publicKey: made.publicKeyFingerprint },
  }
}

async function importAnswer(files: string[], flags: KeystoreFlags, terminal: Terminal): Promise<CertResult> {
  const { keystore, certificate, issuers, help } = await importCertificate({
    ...keystoreOptions(flags, terminal.cwd),
    certificates: files.map((file) => resolve(terminal.cwd, file)),
  })
  if (help !== undefined) terminal.say(`The chain does not reach its root yet. ${help}\n`)
  return {
    paths: { keystore },
    fingerprints: {
      certificate: certificate.fingerprint,
      issuers: issuers.map(({ fingerprint }) => fingerprint),
    },
    notAfter: certificate.notAfter,
  }
}

async function development(flags: DevelopmentFlags, terminal: Terminal): Promise<CertResult> {
  const keystore = flags.export === undefined ? undefined : resolve(terminal.cwd, flags.export)
  const found = await developmentCertificate({
    renew: flags.renew ?? false,
    ...(keystore === undefined ? {} : { exportTo: { keystore, password: storePassword(flags.storepass) } }),
  })
  return {
    paths: {
      folder: found.folder,
      root: found.rootFile,
      truststore: found.truststoreFile,
      ...(keystore === undefined ? {} : { keystore }),
    },
    fingerprints: { certificate: found.certificate.fingerprint, root: found.root.fingerprint },
    notAfter: found.certificate.notAfter,
  }
}

function keystoreOptions(
  flags: KeystoreFlags,
  cwd: string,
): { keystore: string; password: Secret; alias?: string } {
  const keystore = flags.keystore ?? process.env.TACOSMITH_KEYSTORE
  const alias = flags.alias ?? process.env.TACOSMITH_ALIAS
  if (!keystore) {
    throw new TacosmithError('usage', 'no keystore was given', {
      help: 'Give --keystore FILE, or set TACOSMITH_KEYSTORE.',
    })
  }
  return {
    ...{ keystore: resolve(cwd, keystore), password: storePassword(flags.storepass) },
    ...(alias ? { alias } : {}),
  }
}

function storePassword(flag: string | undefined): Secret {
  return flag === undefined ? { env: 'TACOSMITH_STOREPASS' } : secretFlag('--storepass', flag)
}

function report(result: CertResult, json: boolean, terminal: Terminal): void {
  if (json) {
    terminal.printResult(`${JSON.stringify(result, null, 2)}\n`)
    return
  }
  const lines = [
    ...Object.entries(result.paths),
    ...Object.entries(result.fingerprints).flatMap(([name, value]) =>
      [value].flat().map((one) => [`${name} SHA-256`, one]),
    ),
    ...(result.notAfter === undefined ? [] : [['valid until', result.notAfter.slice(0, 10)]]),
  ]
  const width = Math.max(...lines.map(([name = '']) => name.length))
  for (const [name = '', value] of lines) terminal.printResult(`${name.padEnd(width)}  ${value}\n`)
}
