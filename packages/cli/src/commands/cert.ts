import { relative, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  developmentCertificate,
  importCertificate,
  importForSigner,
  namesOfOptions,
  type RequestKeyKind,
  requestCertificate,
  requestForSigner,
  visibleText,
  writtenAt,
} from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { printWarning } from '../texts/deploy-text.ts'
import { addExportOptions, type ExportFlags, exportFrom } from './cert-export.ts'
import { type CertKeyFlags, certKey, importCommand, newPassword, storePassword } from './cert-key.ts'
import { type CertResult, printCertResult } from './cert-result.ts'

interface ImportFlags extends CertKeyFlags {
  out?: string
  json?: boolean
}

interface RequestFlags extends ImportFlags {
  subject: string
  keyType?: RequestKeyKind
}

interface DevelopmentFlags {
  renew?: boolean
  export?: string
  storepass?: string
  json?: boolean
}

/** `tacosmith cert request|import|export|development`. */
export function certCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const run = async (json: boolean | undefined, work: () => Promise<CertResult>): Promise<void> => {
    const result = async (): Promise<number> => {
      printCertResult(await work(), json ?? false, terminal)
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
          'Makes the request to send to a certificate authority: for the key of the configured signer, else for a new one in a new keystore.',
        )
        .requiredOption('--subject <name>', 'such as "CN=Acme GmbH, O=Acme GmbH, L=Köln, C=DE"')
        .addOption(
          new Option('--key-type <type>', 'kind of the new key (default: rsa-3072)').choices([
            ...['rsa-3072', 'rsa-4096', 'p-256', 'p-384'],
          ]),
        )
        .option(
          '-o, --out <file>',
          'request file (default: next to the keystore, ending in .csr; with a signer: request.csr)',
        )
        .addHelpText('after', `\nExample:\n${requestExample}`)
        .action((flags: RequestFlags) => run(flags.json, () => request(flags, terminal))),
    )
    .addCommand(
      addKeystoreOptions(new Command('import'))
        .description(
          'Checks the certificate from the authority, and adds it with its chain to the key in the keystore; for a configured signer it writes a file with both.',
        )
        .argument('<certificates...>', 'files with the certificate and its issuers: PEM, DER or .p7b')
        .option('-o, --out <file>', 'file for the signer (default: certificates.pem); not for a keystore')
        .addHelpText('after', `\nExample:\n${importExample}`)
        .action((files: string[], flags: ImportFlags) =>
          run(flags.json, () => importAnswer(files, flags, terminal)),
        ),
    )
    .addCommand(
      addExportOptions(addKeystoreOptions(new Command('export')))
        .description('Exports the certificate of a keystore or of the configured signer, as PEM or DER.')
        .addHelpText('after', `\nExample:\n${exportExample}`)
        .action((flags: ExportFlags) => run(flags.json, () => exportFrom(flags, terminal))),
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

const exportExample = `  tacosmith cert export --keystore release.p12 \\
    --storepass env:STORE_PASSWORD --chain --out release.pem`

function addKeystoreOptions(command: Command): Command {
  return command
    .option('--keystore <file>', 'PKCS#12 file (default: the variable TACOSMITH_KEYSTORE)')
    .option(
      '--storepass <secret>',
      'its password: env:NAME or file:PATH (default: env:TACOSMITH_STOREPASS, else asked for on a terminal)',
    )
    .option('--alias <name>', 'entry of the keystore (default: the variable TACOSMITH_ALIAS)')
    .option('--json', 'print one JSON document to stdout')
}

async function request(flags: RequestFlags, terminal: Terminal): Promise<CertResult> {
  const key = await certKey(flags, terminal.cwd)
  const out = flags.out === undefined ? undefined : resolve(terminal.cwd, flags.out)
  if (key.signer !== undefined) {
    refuseWithSigner('--key-type', flags.keyType, 'The key exists already')
    const file = out ?? resolve(terminal.cwd, 'request.csr')
    const made = await requestForSigner({ ...key, subject: flags.subject, request: file })
    terminal.say(
      'Send the request to a certificate authority. When the certificate arrives:\n  tacosmith cert import ANSWER\n',
    )
    return { paths: { request: made.request }, fingerprints: { publicKey: made.publicKeyFingerprint } }
  }
  const made = await requestCertificate({
    ...{ keystore: key.keystore, names: key.names, subject: flags.subject },
    ...(key.alias === undefined ? {} : { alias: key.alias }),
    password: await newPassword(key.password, relative(terminal.cwd, key.keystore)),
    ...(flags.keyType === undefined ? {} : { key: flags.keyType }),
    ...(out === undefined ? {} : { request: out }),
  })
  terminal.say(
    `Send the request to a certificate authority. Keep the keystore safe: its key exists nowhere else. When the certificate arrives:\n  ${importCommand(relative(terminal.cwd, made.keystore), flags)}\n`,
  )
  return {
    paths: { keystore: made.keystore, request: made.request },
    fingerprints: { publicKey: made.publicKeyFingerprint },
  }
}

async function importAnswer(files: string[], flags: ImportFlags, terminal: Terminal): Promise<CertResult> {
  const key = await certKey(flags, terminal.cwd)
  const certificates = files.map((file) => resolve(terminal.cwd, file))
  if (key.signer !== undefined) {
    const file = resolve(terminal.cwd, flags.out ?? 'certificates.pem')
    const found = await importForSigner({ signer: key.signer, certificates, file })
    terminal.say(
      found.isKnown
        ? 'The signer gives this certificate already; nothing was written.\n'
        : `The certificate belongs to the key of sign.signer. Give the signer the file:\n  certificates: '${relative(terminal.cwd, file)}'\n`,
    )
    return importResult(found.isKnown ? {} : { certificates: file }, found, terminal)
  }
  if (flags.out !== undefined) {
    throw new TacosmithError('usage', '--out is only for the certificate of a configured signer', {
      help: 'Omit --out: the certificate is added to the keystore.',
    })
  }
  const { password, alias, names } = key
  const { keystore, ...joined } = await importCertificate({
    ...{ keystore: key.keystore, password, names, certificates },
    ...(alias === undefined ? {} : { alias }),
  })
  return importResult({ keystore }, joined, terminal)
}

type Imported = Pick<
  Awaited<ReturnType<typeof importCertificate>>,
  'certificate' | 'issuers' | 'missingIssuer' | 'help'
>

function importResult(paths: Record<string, string>, imported: Imported, terminal: Terminal): CertResult {
  const { certificate, issuers, missingIssuer } = imported
  if (missingIssuer !== undefined) reportMissingIssuer(missingIssuer, imported, terminal)
  return {
    paths,
    fingerprints: {
      certificate: certificate.fingerprint,
      issuers: issuers.map(({ fingerprint }) => fingerprint),
    },
    notAfter: certificate.notAfter,
    ...(missingIssuer !== undefined && { missingIssuer }),
  }
}

/** Authorities rarely send their root, which Java has; an issuer in between has to be in the file. */
function reportMissingIssuer(missingIssuer: string, { issuers, help }: Imported, terminal: Terminal): void {
  if (issuers.length > 0) {
    terminal.say(
      `The chain ends below "${visibleText(missingIssuer)}", which is fine if that is a root that Java knows.\n`,
    )
    return
  }
  printWarning(
    {
      message: `the issuer of the certificate, "${visibleText(missingIssuer)}", is missing: unless it is a root that Java knows, Tableau will not trust what is signed`,
      ...(help !== undefined && { help }),
    },
    terminal,
  )
}

function refuseWithSigner(option: string, value: unknown, why: string): void {
  if (value === undefined) return
  throw new TacosmithError('usage', `${option} cannot be combined with sign.signer`, {
    help: `${why}: omit ${option}, or give --keystore FILE for a new key in a keystore.`,
  })
}

async function development(flags: DevelopmentFlags, terminal: Terminal): Promise<CertResult> {
  const keystore = flags.export === undefined ? undefined : resolve(terminal.cwd, flags.export)
  const names = namesOfOptions(writtenAt('command-line', {}))
  const found = await developmentCertificate({
    renew: flags.renew ?? false,
    ...(keystore === undefined
      ? {}
      : {
          exportTo: {
            keystore,
            password: await newPassword(storePassword(flags.storepass), keystore),
            names,
          },
        }),
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
