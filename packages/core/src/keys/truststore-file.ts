import { TacosmithError } from '../errors.ts'
import { isPem, labelsText } from '../format/der/pem.ts'
import { IterationBudget } from '../format/pkcs12/iteration-budget.ts'
import { isAboutTyped, withAskedSecret } from './ask-secret.ts'
import { encodedCertificates } from './certificate-file.ts'
import { readKeystoreFile } from './keystore-file.ts'
import { javaKeystoreFormat, openJavaKeystore } from './keystore-jks.ts'
import { openPkcs12 } from './keystore-pkcs12.ts'
import { CONFIGURED_NAMES, type KeyOptionNames } from './option-names.ts'
import { passwordError, passwordProblemOf } from './password-problem.ts'

/** What keytool and the JDKs themselves protect truststores with. */
const JAVA_DEFAULT_PASSWORD = 'changeit'
const TRUSTSTORE_PASSWORD = 'TACOSMITH_TRUSTSTOREPASS'

/**
 * Reads the certificates of a truststore: JKS, PKCS#12, PEM (any number), DER or PKCS#7.
 *
 * @param password of a JKS or PKCS#12 file. Undefined tries none and Java's `changeit`.
 * @returns the encoded certificates
 * @throws TacosmithError `keystore` when the file does not exist, the password is wrong, or it trusts nobody.
 */
export async function readTruststoreFile(path: string, password: string | undefined): Promise<Uint8Array[]> {
  const bytes = await readKeystoreFile(path, 'truststore', 'the truststore')
  const certificates = encodedCertificates(bytes)
  if (certificates.length === 0 && isPem(bytes)) {
    throw new TacosmithError('keystore', `${path} contains no certificate${labelsText(bytes)}`, {
      help: 'Give a PEM file with blocks of the type "CERTIFICATE", or a JKS, PKCS#12 or DER file.',
    })
  }
  const trusted = certificates.length > 0 ? certificates : await openWithSecret(bytes, path, password)
  if (trusted.length > 0) return trusted
  throw new TacosmithError('keystore', `${path} contains no trusted certificate`, {
    help: `Java only trusts certificates that were imported as trusted: keytool -importcert -alias NAME -file CERTIFICATE -keystore "${path}"`,
  })
}

/** A password that was not given is asked for, where somebody can be asked. */
async function openWithSecret(
  bytes: Uint8Array,
  path: string,
  given: string | undefined,
): Promise<Uint8Array[]> {
  const isProblem = (error: unknown): boolean => passwordProblemOf(error) !== undefined
  try {
    if (given !== undefined) return openTrusted(bytes, path, given)
    return await withAskedSecret(
      () => `Password of the truststore ${path}`,
      async (answer) => openTrusted(bytes, path, answer),
      { isMissing: isProblem, isWrong: isProblem },
    )
  } catch (error) {
    const problem = passwordProblemOf(error)
    if (problem === undefined) throw error
    const isEmpty = given === ''
    const facts = {
      ...problem,
      isTyped: isAboutTyped(error),
      emptiness: isEmpty ? `the variable ${TRUSTSTORE_PASSWORD} is empty` : undefined,
    }
    throw passwordError(facts, NAMES)
  }
}

/** Whatever the file is used for, its password comes from here. */
const NAMES: KeyOptionNames = { ...CONFIGURED_NAMES, storePassword: TRUSTSTORE_PASSWORD }

function openTrusted(bytes: Uint8Array, path: string, password: string | undefined): Uint8Array[] {
  if (javaKeystoreFormat(bytes) !== undefined) return openJavaKeystore(bytes, path, password).trustedDer
  if (password !== undefined) return openPkcs12(bytes, path, password).trustedDer
  const problems: unknown[] = []
  const budget = new IterationBudget()
  for (const usual of [undefined, JAVA_DEFAULT_PASSWORD]) {
    try {
      return openPkcs12(bytes, path, usual, budget).trustedDer
    } catch (error) {
      problems.push(error)
    }
  }
  if (problems.every((error) => passwordProblemOf(error) !== undefined)) throw problems[0]
  throw new TacosmithError('keystore', `${path} cannot be opened as a truststore`, {
    help: `Give a JKS, PKCS#12, PEM or DER file; if it has a password, set the variable ${TRUSTSTORE_PASSWORD}.`,
    cause: problems.at(-1),
  })
}
