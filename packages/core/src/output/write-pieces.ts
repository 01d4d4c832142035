import type { FileHandle } from 'node:fs/promises'
import type { ByteSource } from '../format/zip/byte-source.ts'

const BATCH_BYTES = 64 * 1024
const LARGE_PIECE_BYTES = 32 * 1024

/**
 * Writes into a new file piece by piece. The next piece is read while another thread writes the last one. Small pieces are
 * put together, because each takes a call to the system; large ones are not copied.
 */
export async function writePieces(
  handle: FileHandle,
  source: ByteSource,
  watch: (piece: Uint8Array) => void = () => {},
): Promise<void> {
  let written = Promise.resolve()
  let batch: Uint8Array[] = []
  let batchBytes = 0
  const write = async (pieces: readonly Uint8Array[]): Promise<void> => {
    for (const piece of pieces) await handle.writeFile(piece)
  }
  try {
    for (const piece of source.pieces(0, source.length)) {
      await written
      const isLarge = piece.length > LARGE_PIECE_BYTES
      batch.push(isLarge ? piece : new Uint8Array(piece))
      batchBytes += piece.length
      if (isLarge || batchBytes >= BATCH_BYTES) {
        written = write(isLarge ? [Buffer.concat(batch.slice(0, -1)), piece] : [Buffer.concat(batch)])
        // It is waited for with the next piece; until then its failure surprises nobody.
        written.catch(() => {})
        batch = []
        batchBytes = 0
      }
      watch(piece)
    }
    await written
    await write([Buffer.concat(batch)])
  } finally {
    await written.catch(() => {})
  }
}
