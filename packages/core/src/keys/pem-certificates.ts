import { writePemBlock } from '../format/der/pem.ts'

/** PEM blocks of one kind, one after the other. */
export function pemOf(label: 'CERTIFICATE' | 'CERTIFICATE REQUEST', blocks: readonly Uint8Array[]): string {
  return blocks.map((der) => writePemBlock({ label, headers: [], der })).join('')
}
