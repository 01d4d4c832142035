import type { CertificateAuthority, Issued } from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { expect } from 'vitest'
import { TacosmithError } from '../../errors.ts'
import { keySigner } from '../key-signer.ts'

/** Names that have to be folded, one of them inside a character. */
export const FILES: Readonly<Record<string, string>> = {
  'manifest.xml': '<connector-plugin/>',
  'connectionBuilder.js': '(function dsbuilder(attr) { return [] })'.repeat(50),
  [`resources/${'long-'.repeat(30)}name.xml`]: '<resources/>',
  [`resources/Größe-${'ü'.repeat(60)}-日本語.xml`]: '<resources/>',
  'META-INF/services/x': 'a file in META-INF that is no signature',
  'empty.txt': '',
}

/** How most of these tests sign. */
export const PLAIN = { timestamp: false, includeRoot: false } as const

export async function unsignedTaco(files: Readonly<Record<string, string>> = FILES): Promise<Uint8Array> {
  const zip = new JSZip()
  const date = new Date(Date.UTC(1980, 1, 1))
  for (const [name, content] of Object.entries(files)) zip.file(name, content, { date, createFolders: false })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS', compression: 'DEFLATE' })
}

/** Signs with a key that the authority's intermediate certified. */
export function signerFor(
  { privateKey, certificate }: Issued,
  { intermediate, root }: CertificateAuthority,
): ReturnType<typeof keySigner> {
  return keySigner(privateKey, [certificate, intermediate.certificate, root.certificate])
}

/** The error that the promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<TacosmithError> {
  try {
    await promise
  } catch (error) {
    expect(error).toBeInstanceOf(TacosmithError)
    return error as TacosmithError
  }
  throw new Error('it did not fail')
}
