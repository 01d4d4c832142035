import { resolveSecret, type SecretSource } from './keystore-secret.ts'
import { readTruststoreFile } from './truststore-file.ts'
import { findJavaTruststore } from './truststore-java.ts'

/** Whom to trust. */
export interface TruststoreOptions {
  /**
   * Truststores instead of the installed Java's: JKS, PKCS#12, PEM, DER or PKCS#7. The word `default` stands for what is
   * used without any.
   */
  files?: readonly string[]
  /** For JKS and PKCS#12 files. Default: the variable TACOSMITH_TRUSTSTOREPASS, else none and Java's `changeit`. */
  password?: SecretSource
  /** Where JAVA_HOME and PATH are looked up. Default: that of the process. */
  environment?: Record<string, string | undefined>
}

/** Where trusted roots came from. */
export interface TruststoreSource {
  /** A file that was asked for, the installed Java's `cacerts`, or the list that comes with Node. */
  kind: 'file' | 'java' | 'node'
  /** Undefined for Node's list. */
  path?: string
  /** How many roots. */
  certificates: number
}

/** The roots that are trusted, and where they came from. */
export interface Truststore {
  /** DER or PEM. */
  certificates: Uint8Array[]
  sources: TruststoreSource[]
}

/** Stands for the default among the files. */
export const DEFAULT_TRUSTSTORE = 'default'

/**
 * Collects the trusted roots: from the files given, else from the `cacerts` of the installed Java, else from the list that
 * comes with Node.
 *
 * Files replace the default, as `javax.net.ssl.trustStore` does: a verdict then depends on nothing that happens to be
 * installed. To add to the default, give the word `default` too.
 *
 * @throws TacosmithError `keystore` when a file cannot be read, its password is wrong, or it trusts nobody.
 */
export async function openTruststore(options: TruststoreOptions = {}): Promise<Truststore> {
  const environment = options.environment ?? process.env
  const files =
    options.files === undefined || options.files.length === 0 ? [DEFAULT_TRUSTSTORE] : options.files
  const password =
    (await resolveSecret(options.password, 'the truststore password')) ?? environment.TACOSMITH_TRUSTSTOREPASS
  const stores: Truststore[] = []
  for (const file of files) {
    stores.push(
      file === DEFAULT_TRUSTSTORE ? await openDefault(environment) : await openFile('file', file, password),
    )
  }
  return {
    certificates: stores.flatMap(({ certificates }) => certificates),
    sources: stores.flatMap(({ sources }) => sources),
  }
}

async function openDefault(environment: Record<string, string | undefined>): Promise<Truststore> {
  const path = await findJavaTruststore({ environment, platform: process.platform })
  // Java's own truststore has Java's own password, or none.
  if (path !== undefined) return await openFile('java', path, undefined)
  const { rootCertificates } = await import('node:tls')
  return {
    certificates: rootCertificates.map((pem) => Buffer.from(pem)),
    sources: [{ kind: 'node', certificates: rootCertificates.length }],
  }
}

async function openFile(
  kind: 'file' | 'java',
  path: string,
  password: string | undefined,
): Promise<Truststore> {
  const certificates = await readTruststoreFile(path, password)
  return { certificates, sources: [{ kind, path, certificates: certificates.length }] }
}
