import { readFile } from 'node:fs/promises'
import { TacosmithError } from '../errors.ts'
import { isPem, readPemBlocks } from '../format/der/pem.ts'
import { encodedCertificates } from '../keys/certificate-file.ts'
import { writeFileWhole } from '../output/index.ts'

/**
 * Writes certificates to a file of the user's, which is replaced if it holds nothing but certificates: a key that lies in
 * it would be lost.
 *
 * @throws TacosmithError `output` when the file holds something else or cannot be written
 */
export async function writeCertificates(path: string, content: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined)
  if (present !== undefined && !holdsOnlyCertificates(present)) {
    throw new TacosmithError(
      'output',
      `${path} contains something else than certificates and is not replaced`,
      {
        help: 'Choose another name, or move the file elsewhere.',
      },
    )
  }
  await writeFileWhole(path, content, { link: 'follow' })
}

function holdsOnlyCertificates(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true
  if (isPem(bytes) && readPemBlocks(bytes).some(({ label }) => label.includes('KEY'))) return false
  return encodedCertificates(bytes).length > 0
}
