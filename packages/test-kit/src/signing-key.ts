import { createPrivateKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority } from './certificate-authority.ts'
import { LeakWatch } from './leak-watch.ts'

/** A key of a test with its password, and what sees to it that neither gets out. */
export interface WatchedKey {
  watch: LeakWatch
  password: string
  /** Options that sign with the key. */
  sign: { key: string; certificates: string; keyPassword: string; timestamp: false }
  /** Options under which signing fails, each for another reason, and what the failure is about. */
  failing: { name: string; sign: object; says: RegExp }[]
}

/** Makes an encrypted key with its certificates in a folder, and knows its secrets. */
export async function watchedKey(folder: string): Promise<WatchedKey> {
  const authority = await CertificateAuthority.create()
  const issued = await authority.issue()
  const [password, wrong, timestampPassword] = ['päss phrase/6193', 'wrong guess/2840', 'tsa-password-7725']
  const watch = new LeakWatch()
  watch.scanner.addPassword("the key's password", password)
  watch.scanner.addPassword('a wrong password', wrong)
  watch.scanner.addPassword("the timestamp authority's password", timestampPassword)
  watch.scanner.addKey('the key', createPrivateKey(issued.keyPem))
  const [key, certificates, other] = [
    join(folder, 'signer.key'),
    join(folder, 'chain.pem'),
    join(folder, 'other.pem'),
  ]
  const encryption = { cipher: 'aes-256-cbc', passphrase: password }
  await writeFile(key, issued.privateKey.export({ format: 'pem', type: 'pkcs8', ...encryption }))
  await writeFile(certificates, authority.chainPem(issued))
  await writeFile(other, authority.chainPem(await authority.issue()))
  const sign = { key, certificates, keyPassword: password, timestamp: false } as const
  // Port 9 discards, where anything listens at all.
  const timestamp = { urls: [`http://me:${timestampPassword}@127.0.0.1:9/`], retries: 0, timeout: 2000 }
  return {
    watch,
    password,
    sign,
    failing: [
      { name: 'a wrong password', sign: { ...sign, keyPassword: wrong }, says: /password/ },
      { name: "another key's certificate", sign: { ...sign, certificates: other }, says: /certificate/ },
      { name: 'a timestamp authority that does not answer', sign: { ...sign, timestamp }, says: /timestamp/ },
    ],
  }
}
