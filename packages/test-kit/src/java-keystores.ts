import type { Issued } from './certificate-authority.ts'
import { askJava } from './java-oracle.ts'

/** A private key that goes into a keystore. */
export interface JavaKeyEntry {
  alias: string
  /** Default: the password of the store. */
  password?: string
  issued: Issued
  /** Default: the issued certificate alone. */
  chain?: Uint8Array[]
}

/** A keystore that a JDK writes. */
export interface JavaKeystore {
  path: string
  type: 'PKCS12' | 'JKS' | 'JCEKS'
  /** `\0` makes a JDK take no password at all; an empty text is something else. */
  password: string
  keys?: JavaKeyEntry[]
  /** Trusted certificates by alias. */
  trusted?: Record<string, Uint8Array>
  /** System properties, such as `keystore.pkcs12.macAlgorithm`. */
  properties?: Record<string, string>
}

/** Has a JDK write keystores. */
export async function writeWithJava(keystores: readonly JavaKeystore[]): Promise<void> {
  await askJava('write', [keystores.flatMap(instructions).map(formatInstruction).join('\n')])
}

type Instruction = [command: string, ...fields: (string | Uint8Array)[]]

function instructions(keystore: JavaKeystore): Instruction[] {
  const { path, type, password, keys = [], trusted = {}, properties = {} } = keystore
  return [
    ...Object.entries(properties).map(([name, value]): Instruction => ['property', name, value]),
    ['store', type],
    ...keys.map((entry) => keyInstruction(entry, password)),
    ...Object.entries(trusted).map(([alias, certificate]): Instruction => ['trusted', alias, certificate]),
    ['save', path, password],
    ...Object.keys(properties).map((name): Instruction => ['clear', name]),
  ]
}

function keyInstruction(
  { alias, password, issued, chain }: JavaKeyEntry,
  storePassword: string,
): Instruction {
  const algorithm = issued.privateKey.asymmetricKeyType === 'rsa' ? 'RSA' : 'EC'
  const pkcs8 = issued.privateKey.export({ format: 'der', type: 'pkcs8' })
  return ['key', alias, password ?? storePassword, algorithm, pkcs8, ...(chain ?? [issued.certificate])]
}

function formatInstruction([command, ...fields]: Instruction): string {
  return [command, ...fields.map((field) => Buffer.from(field).toString('base64'))].join('\t')
}
