import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  jarsignerVerify,
  javaHomeTrusting,
  requireOracle,
  writePkcs12,
} from '@tacosmith/test-kit'

export const hasJdk: boolean = requireOracle('jarsigner') !== undefined
export const hasOpenssl: boolean = requireOracle('openssl') !== undefined

export const PASSWORD = 'store-pässword 4471%'

/** A key of a vendor, in a keystore. */
export interface VendorKey {
  authority: CertificateAuthority
  issued: Issued
  /** The PKCS#12 file. */
  keystore: Buffer
}

/** Makes a code-signing certificate and puts it into a PKCS#12 file with {@link PASSWORD}. */
export async function vendorKey(): Promise<VendorKey> {
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue({ key: 'rsa-2048', commonName: 'Vendor' })
  const folder = await mkdtemp(join(tmpdir(), 'vendor-'))
  const path = join(folder, 'release.p12')
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'release' }
  await writePkcs12(path, { ...content, password: PASSWORD })
  const keystore = await readFile(path)
  await rm(folder, { recursive: true })
  return { authority, issued, keystore }
}

/** What `jarsigner -verify -strict` of a JDK that trusts the authority says of these bytes. */
export async function jarsignerSays(
  bytes: Uint8Array,
  authority: CertificateAuthority,
): Promise<{ exit: number; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'jarsigner-'))
  try {
    const javaHome = await javaHomeTrusting(join(folder, 'java'), [authority.root.certificatePem])
    const file = join(folder, 'downloaded.taco')
    await writeFile(file, bytes)
    return await jarsignerVerify(file, javaHome)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
