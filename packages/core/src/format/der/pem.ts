/** One block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** What follows BEGIN: `CERTIFICATE`, `EC PRIVATE KEY`. */
  label: string
  /** `Proc-Type` and the like, which the encryption of OpenSSL before PKCS#8 puts first; mostly none. */
  headers: string[]
  der: Uint8Array
}

const END = /-----END ([A-Z0-9 ]+)-----/g
const HEADER = /^[A-Za-z-]+: /
const LINE = /.{1,64}/g

/**
 * Reads the blocks of a PEM file. Anything around them is skipped, such as the attributes that `openssl pkcs12`
 * prints; byte order marks, UTF-16 (PowerShell's `>`), all line ends, indented lines and blocks without line breaks are
 * read too.
 *
 * @returns none when the file is not PEM
 */
export function readPemBlocks(bytes: Uint8Array): PemBlock[] {
  const text = decodeText(bytes)
  const blocks: PemBlock[] = []
  let start = 0
  // From the ends backwards: each looks no further than to the one before it, however many blocks have no end.
  for (const { 0: end, 1: label = '', index } of text.matchAll(END)) {
    const before = text.slice(start, index)
    const begin = `-----BEGIN ${label}-----`
    const place = before.lastIndexOf(begin)
    if (place >= 0) blocks.push(toBlock(label, before.slice(place + begin.length)))
    start = index + end.length
  }
  return blocks
}

/** What a PEM file holds instead of what was looked for, to follow it in a message. */
export function labelsText(bytes: Uint8Array): string {
  const labels = [...new Set(readPemBlocks(bytes).map(({ label }) => `"${label}"`))]
  if (labels.length === 0) return ': none of its PEM blocks is complete'
  return labels.length === 1
    ? `, but a block of the type ${labels[0]}`
    : `, but blocks of the types ${labels.join(', ')}`
}

/** True when the file is meant to be PEM, whatever is in it. */
export function isPem(bytes: Uint8Array): boolean {
  return decodeText(bytes).includes('-----BEGIN ')
}

function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le')
  return buffer.toString('latin1')
}

function toBlock(label: string, content: string): PemBlock {
  const lines = content.split(/[\r\n]+/).map((line) => line.trim())
  const headers = lines.filter((line) => HEADER.test(line))
  const body = lines.filter((line) => !HEADER.test(line)).join('')
  return { label, headers, der: Buffer.from(body, 'base64') }
}

/** Writes a block in the form that every reader takes. */
export function writePemBlock({ label, headers, der }: PemBlock): string {
  const body = Buffer.from(der).toString('base64').match(LINE) ?? []
  const head = headers.length === 0 ? [] : [...headers, '']
  return [`-----BEGIN ${label}-----`, ...head, ...body, `-----END ${label}-----`, ''].join('\n')
}
