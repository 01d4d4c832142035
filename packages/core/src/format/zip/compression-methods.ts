/** How archives may be packed besides stored and deflated, by the numbers of the ZIP specification. */
const NAMES: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
  99: 'AES encryption',
}

/** What a compression method is called, with its number. */
export function compressionMethodName(method: number): string {
  const name = NAMES[method]
  return name === undefined ? `compression method ${method}` : `${name} (compression method ${method})`
}
