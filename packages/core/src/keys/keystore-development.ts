import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { type Certificate, readCertificate } from '../format/x509/certificate.ts'
import { isIssuedBy } from '../format/x509/chain.ts'
import { writeFileIfChanged, writeNewFile } from '../output/index.ts'
import { readCertificates } from './certificate-file.ts'
import { defaultDevelopmentFolder, refuseFolderInsideProject } from './development-folder.ts'
import { writeTruststore } from './truststore.ts'

/** A local certificate for trying things out, which Tableau does not trust. */
export interface DevelopmentKeystore {
  privateKey: KeyObject
  certificate: Certificate
  /** The authority that issued it, also local. */
  root: Certificate
  /** Where the files below lie. */
  folder: string
  /** The root as PEM, for importing it into a truststore. */
  rootFile: string
  /**
   * A PKCS#12 truststore without password that holds root and certificate, for
   * `jarsigner -verify -strict -keystore FILE`.
   */
  truststoreFile: string
}

/** How {@link developmentKeystore} finds its folder. */
export interface DevelopmentKeystoreOptions {
  /** Default: {@link defaultDevelopmentFolder}. */
  folder?: string
  /** The folder must not lie in this connector, nor in the project around it. */
  connectorFolder?: string
  /** Make a new certificate even though the old one is good. Default false. */
  renew?: boolean
  /** Default: now. */
  now?: Date
}

const ROOT_FILE = 'development-root.pem'
const TRUSTSTORE_FILE = 'development-truststore.p12'
const KEY_FILE = /^development-key-(\d+)\.pem$/
const SECRET_FILE = 0o600
const DAY = 24 * 60 * 60 * 1000
const YEAR = 365 * DAY
const CERTIFICATE_LIFE = 5 * YEAR
const ROOT_LIFE = 10 * YEAR
/** A certificate is replaced when it has less than this left. */
const RENEWAL = 30 * DAY
/** Clocks of other machines may be a little behind. */
const CLOCK_TOLERANCE = DAY

/**
 * The local development certificate: made on first use, kept, and renewed when it is about to expire.
 *
 * Key, certificate, root and the root's key lie in one file that only its owner may read. A renewal is a new file with
 * the next number. A file appears complete or not at all, and never replaces another, so that processes which start at
 * the same time end up with the same certificate. The root stays the same as long as it lives.
 *
 * @throws TacosmithError `usage` when the folder lies inside the project, `keystore` when it cannot be read or written.
 */
export async function developmentKeystore(
  options: DevelopmentKeystoreOptions = {},
): Promise<DevelopmentKeystore> {
  const folder = options.folder ?? defaultDevelopmentFolder()
  const now = options.now ?? new Date()
  if (options.connectorFolder !== undefined) refuseFolderInsideProject(folder, options.connectorFolder)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const identity = await findOrMakeIdentity(folder, now, options.renew ?? false)
    return await publish(folder, identity)
  } catch (cause) {
    if (cause instanceof TacosmithError && cause.code !== 'output') throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TacosmithError(
      'keystore',
      `the development certificate in ${folder} cannot be used: ${reason}`,
      {
        help: 'Make the folder writable, or set TACOSMITH_HOME to another one.',
        cause,
      },
    )
  }
}

interface Identity {
  privateKey: KeyObject
  certificate: Certificate
  rootKey: KeyObject
  root: Certificate
}

async function findOrMakeIdentity(folder: string, now: Date, renew: boolean): Promise<Identity> {
  for (;;) {
    const newest = await newestNumber(folder)
    const current = newest === undefined ? undefined : await readIdentity(keyFile(folder, newest))
    if (current !== undefined && !renew && outlives(current.certificate, now)) return current
    const made = await makeIdentity(current, now)
    // When another process was faster, its identity is the one to use.
    const path = keyFile(folder, (newest ?? 0) + 1)
    if (await writeNewFile(path, Buffer.from(formatIdentity(made)), { mode: SECRET_FILE })) return made
  }
}

function keyFile(folder: string, number: number): string {
  return join(folder, `development-key-${number}.pem`)
}

async function newestNumber(folder: string): Promise<number | undefined> {
  const numbers = (await readdir(folder)).flatMap((name) => {
    const number = KEY_FILE.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
  return numbers.length === 0 ? undefined : Math.max(...numbers)
}

function outlives({ notBefore, notAfter }: Certificate, now: Date): boolean {
  return notBefore <= now && notAfter.getTime() - now.getTime() > RENEWAL
}

async function makeIdentity(old: Identity | undefined, now: Date): Promise<Identity> {
  const { rootKey, root } = old !== undefined && outlives(old.root, now) ? old : await makeRoot(now)
  const { issueCertificate } = await loadIssuer()
  const keyPair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = await issueCertificate(
    {
      commonName: 'tacosmith development certificate',
      publicKey: keyPair.publicKey,
      kind: 'code-signing',
      notBefore: new Date(Math.max(now.getTime() - CLOCK_TOLERANCE, root.notBefore.getTime())),
      notAfter: new Date(Math.min(now.getTime() + CERTIFICATE_LIFE, root.notAfter.getTime())),
    },
    { privateKey: rootKey, certificate: root.der },
  )
  return { privateKey: keyPair.privateKey, certificate: readCertificate(der, 'tacosmith'), rootKey, root }
}

async function makeRoot(now: Date): Promise<{ rootKey: KeyObject; root: Certificate }> {
  const { issueCertificate } = await loadIssuer()
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = await issueCertificate(
    {
      commonName: `tacosmith development root ${randomUUID().slice(0, 8)}`,
      publicKey,
      kind: 'authority',
      notBefore: new Date(now.getTime() - CLOCK_TOLERANCE),
      notAfter: new Date(now.getTime() + ROOT_LIFE),
    },
    { privateKey, certificate: undefined },
  )
  return { rootKey: privateKey, root: readCertificate(der, 'tacosmith') }
}

/** Brings pkijs with it, which takes long to load and is needed only once in years. */
async function loadIssuer(): Promise<typeof import('../format/x509/certificate-issuer.ts')> {
  return await import('../format/x509/certificate-issuer.ts')
}

function formatIdentity({ privateKey, certificate, rootKey, root }: Identity): string {
  const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString()
  return [pem(privateKey), certificate.x509.toString(), pem(rootKey), root.x509.toString()].join('')
}

async function readIdentity(path: string): Promise<Identity> {
  const text = await readFile(path, 'utf8')
  const keys = text.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g) ?? []
  const [certificate, root] = readCertificates(Buffer.from(text), path)
  const [privateKey, rootKey] = keys.map((key) => createPrivateKey(key))
  const fits =
    certificate !== undefined &&
    root !== undefined &&
    privateKey !== undefined &&
    rootKey !== undefined &&
    certificate.x509.checkPrivateKey(privateKey) &&
    root.x509.checkPrivateKey(rootKey) &&
    isIssuedBy(certificate, root)
  if (fits) return { privateKey, certificate, rootKey, root }
  throw new TacosmithError('keystore', `${path} no longer contains the development key and certificate`, {
    help: 'Delete the file; the next build creates a new one.',
  })
}

/** Writes the files that are not secret. They follow from the identity, so that several processes write the same. */
async function publish(
  folder: string,
  { privateKey, certificate, root }: Identity,
): Promise<DevelopmentKeystore> {
  const rootFile = join(folder, ROOT_FILE)
  const truststoreFile = join(folder, TRUSTSTORE_FILE)
  const truststore = writeTruststore([
    { alias: 'tacosmith development root', certificate: root },
    { alias: 'tacosmith development certificate', certificate },
  ])
  await writeFileIfChanged(rootFile, Buffer.from(root.x509.toString()), { mode: SECRET_FILE })
  await writeFileIfChanged(truststoreFile, truststore, { mode: SECRET_FILE })
  return { privateKey, certificate, root, folder, rootFile, truststoreFile }
}
