import { TacosmithError } from '../errors.ts'
import { type Certificate, describeKey, readCertificates, readPkcs12Certificates } from '../keys/index.ts'
import { readKeystoreFile } from '../keys/keystore-file.ts'
import type { CertificateSource, RemoteKey } from './remote-key.ts'

/**
 * The certificate for the key, then the others.
 *
 * @throws TacosmithError `certificate` when none belongs to the key or one cannot be read, `keystore` when there are none
 */
export async function remoteCertificates({
  name,
  publicKey,
  certificates,
}: RemoteKey): Promise<Uint8Array[]> {
  const sources = typeof certificates === 'function' ? await certificates() : certificates
  if (sources === undefined) throw noneGiven(name)
  const found = await readSources(sources, name)
  const own = newestValid(found.filter((certificate) => certificate.publicKey.equals(publicKey)))
  if (own === undefined) throw noneFits(name, describeKey(publicKey).text, found)
  const chain = new Map([own, ...found].map((certificate) => [certificate.fingerprint, certificate.der]))
  return [...chain.values()]
}

async function readSources(certificates: CertificateSource, name: string): Promise<Certificate[]> {
  const sources =
    typeof certificates === 'string' || certificates instanceof Uint8Array ? [certificates] : certificates
  const found = await Promise.all(sources.map((source) => readSource(source, name)))
  return found.flat()
}

async function readSource(source: string | Uint8Array, name: string): Promise<Certificate[]> {
  const fileName = typeof source === 'string' ? source : `what was given as "certificates" for ${name}`
  const bytes = typeof source === 'string' ? await readKeystoreFile(source, 'certificates') : source
  return fromPkcs12(bytes, fileName) ?? readCertificates(bytes, fileName)
}

/** Undefined when it is something else. */
function fromPkcs12(bytes: Uint8Array, fileName: string): Certificate[] | undefined {
  try {
    return readPkcs12Certificates(bytes, fileName)
  } catch {
    return undefined
  }
}

/** After a renewal both may be there. */
function newestValid(certificates: readonly Certificate[]): Certificate | undefined {
  const now = new Date()
  const newestFirst = certificates.toSorted((a, b) => b.notAfter.getTime() - a.notAfter.getTime())
  return newestFirst.find(({ notBefore, notAfter }) => notBefore <= now && now <= notAfter) ?? newestFirst[0]
}

function noneGiven(name: string): TacosmithError {
  return new TacosmithError('certificate', `no certificate was given for ${name}`, {
    help: 'Give the file with its certificate and their issuers as "certificates". If there is none yet, "tacosmith cert request" makes the request for one.',
  })
}

function noneFits(name: string, keyText: string, found: readonly Certificate[]): TacosmithError {
  const list = found.map(({ subject, publicKey }) => `"${subject}" (${describeKey(publicKey).text})`)
  const help = `Give the certificate that was issued for this key. ${
    list.length === 0 ? 'There were none at all.' : `Found: ${list.join(', ')}.`
  }`
  return new TacosmithError('certificate', `no certificate belongs to ${name} (${keyText})`, { help })
}
