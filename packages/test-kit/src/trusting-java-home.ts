import { cacertsOf, copyJavaHome } from './java-home.ts'
import { writeWithJava } from './java-keystores.ts'

/**
 * Makes a copy of the installed JDK, by links, whose `cacerts` holds these roots only.
 *
 * jarsigner trusts `lib/security/cacerts` of its java.home and cannot be told otherwise: `javax.net.ssl.trustStore` does
 * not matter to it, and with `-keystore` it also asks that the keystore holds a certificate of the file. The folder is for
 * `-J-Djava.home=`.
 */
export async function javaHomeTrusting(folder: string, rootsPem: readonly string[]): Promise<string> {
  await copyJavaHome(folder)
  const trusted = Object.fromEntries(rootsPem.map((pem, index) => [`root-${index}`, derOf(pem)]))
  // cacerts is read without a password, which hides the certificates of an ordinary PKCS#12 file but not of a JKS.
  await writeWithJava([{ path: cacertsOf(folder), type: 'JKS', password: 'changeit', trusted }])
  return folder
}

/** Java reads certificates that OpenSSL does not. */
function derOf(pem: string): Uint8Array {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64')
}
