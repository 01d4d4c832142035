import { TacosmithError } from '../errors.ts'
import { encodedCertificates } from './certificate-file.ts'
import { readKeystoreFile } from './keystore-file.ts'
import { javaKeystoreFormat, openJavaKeystore } from './keystore-jks.ts'
import { openPkcs12 } from './keystore-pkcs12.ts'

/** What keytool and the JDKs themselves protect truststores with. */
const JAVA_DEFAULT_PASSWORD = 'changeit'

/**
 * Reads the certificates of a truststore: JKS, PKCS#12, PEM (any number), DER or PKCS#7.
 *
 * @param password of a JKS or PKCS#12 file. Undefined tries none and Java's `changeit`.
 * @returns the encoded certificates
 * @throws TacosmithError `keystore` when the file does not exist, the password is wrong, or it trusts nobody.
 */
export async function readTruststoreFile(path: string, password: string | undefined): Promise<Uint8Array[]> {
  const bytes = await readKeystoreFile(path, 'truststore')
  const certificates = encodedCertificates(bytes)
  const trusted = certificates.length > 0 ? certificates : openTrusted(bytes, path, password)
  if (trusted.length > 0) return trusted
  throw new TacosmithError('keystore', `${path} contains no trusted certificate`, {
    help: `Java only trusts certificates that were imported as trusted: keytool -importcert -alias NAME -file CERTIFICATE -keystore "${path}"`,
  })
}

function openTrusted(bytes: Uint8Array, path: string, password: string | undefined): Uint8Array[] {
  if (javaKeystoreFormat(bytes) !== undefined) return openJavaKeystore(bytes, path, password).trustedDer
  if (password !== undefined) return openPkcs12(bytes, path, password).trustedDer
  try {
    return openPkcs12(bytes, path, undefined).trustedDer
  } catch {
    return openWithDefaultPassword(bytes, path)
  }
}

function openWithDefaultPassword(bytes: Uint8Array, path: string): Uint8Array[] {
  try {
    return openPkcs12(bytes, path, JAVA_DEFAULT_PASSWORD).trustedDer
  } catch (cause) {
    throw new TacosmithError('keystore', `${path} cannot be opened as a truststore`, {
      help: 'Give a JKS, PKCS#12, PEM or DER file; if it has a password, set the variable TACOSMITH_TRUSTSTOREPASS.',
      cause,
    })
  }
}
