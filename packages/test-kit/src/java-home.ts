import { X509Certificate } from 'node:crypto'
import { cp, lstat, mkdir, readdir, realpath, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeWithJava } from './java-keystores.ts'
import { requireOracle } from './oracles.ts'

/**
 * Makes a copy of the installed JDK, by links, whose `cacerts` holds these roots only.
 *
 * jarsigner trusts `lib/security/cacerts` of its java.home and cannot be told otherwise: `javax.net.ssl.trustStore` does
 * not matter to it, and with `-keystore` it also asks that the keystore holds a certificate of the file. The folder is for
 * `-J-Djava.home=`.
 */
export async function javaHomeTrusting(folder: string, rootsPem: readonly string[]): Promise<string> {
  await copyJavaHome(folder)
  const trusted = Object.fromEntries(
    rootsPem.map((pem, index) => [`root-${index}`, new X509Certificate(pem).raw]),
  )
  // cacerts is read without a password, which hides the certificates of an ordinary PKCS#12 file but not of a JKS.
  await writeWithJava([{ path: cacertsOf(folder), type: 'JKS', password: 'changeit', trusted }])
  return folder
}

/** The folder of the installed JDK. */
export async function jdkFolder(): Promise<string> {
  const java = requireOracle('java')
  if (java === undefined) throw new Error('java is missing')
  return dirname(dirname(await realpath(java)))
}

/** Where a JDK keeps the certificates that it trusts. */
export function cacertsOf(javaHome: string): string {
  return join(javaHome, 'lib', 'security', 'cacerts')
}

/** Makes a copy of the installed JDK, by links, that trusts nobody. */
export async function copyJavaHome(folder: string): Promise<string> {
  const original = await jdkFolder()
  await linkContents(original, folder, 'lib')
  await linkContents(join(original, 'lib'), join(folder, 'lib'), 'security')
  await linkContents(join(original, 'lib', 'security'), join(folder, 'lib', 'security'), 'cacerts')
  return folder
}

async function linkContents(from: string, to: string, except: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (name === except) continue
    const target = join(to, name)
    const directory = (await lstat(join(from, name))).isDirectory()
    await symlink(join(from, name), target, directory ? 'dir' : 'file').catch(async () => {
      await cp(join(from, name), target, { recursive: true })
    })
  }
}
