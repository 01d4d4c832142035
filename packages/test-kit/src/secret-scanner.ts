import { createPrivateKey, type KeyObject } from 'node:crypto'
import { inspect } from 'node:util'
import { inflateRawSync } from 'node:zlib'

/** A secret found where it must not be. */
export interface Leak {
  /** What the secret was registered as; the secret itself is not repeated. */
  secret: string
  /** `plain`, `base64`, `hex` and so on. */
  form: string
}

/** Shorter words occur by chance. */
const MINIMUM_BYTES = 6
/** Said in messages and documentation for good reasons. */
const WORDS = new Set(['secret', 'password', 'changeit'])
/** With contents: advice may well name the line that such a file starts with. */
const PEM_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\[rn])+(?:[A-Za-z-]+: \S+\s+)*[A-Za-z0-9+/]{32}/
const PEM_BLOCK = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+-----END [A-Z ]*PRIVATE KEY-----/g

/**
 * Knows the passwords and private keys that a test uses, and looks for them in texts, files and errors: as they are and in
 * the forms in which they slip through.
 */
export class SecretScanner {
  readonly #needles: (Leak & { bytes: Buffer })[] = []
  readonly #known: Set<string> = new Set()

  /** Registers a password. Words that occur in ordinary messages are passed over: choose others for tests. */
  addPassword(name: string, password: string): void {
    if (this.#known.has(password) || WORDS.has(password) || password.length < MINIMUM_BYTES) return
    this.#known.add(password)
    const bytes = Buffer.from(password)
    this.#addBytes(name, bytes)
    this.#add(name, 'URL-encoded', Buffer.from(encodeURIComponent(password)))
    this.#add(name, 'JSON', Buffer.from(JSON.stringify(password).slice(1, -1)))
    this.#add(name, 'Latin-1', Buffer.from(password, 'latin1'))
    this.#add(name, 'UTF-16', Buffer.from(password, 'utf16le'))
    this.#add(name, 'UTF-16 big-endian', Buffer.from(password, 'utf16le').swap16())
  }

  /** Registers a private key: the whole and its secret numbers. */
  addKey(name: string, key: KeyObject): void {
    const der = key.export({ format: 'der', type: 'pkcs8' })
    const id = der.toString('base64')
    if (this.#known.has(id)) return
    this.#known.add(id)
    this.#addBytes(name, der)
    // RSA-PSS keys have no JWK form.
    const { d, p, q } = key.asymmetricKeyType === 'rsa-pss' ? {} : key.export({ format: 'jwk' })
    for (const number of [d, p, q]) {
      if (number !== undefined) this.#addBytes(name, Buffer.from(number, 'base64url'))
    }
  }

  /** Registers the unencrypted private keys in a PEM text. */
  addKeysIn(name: string, text: string): void {
    for (const [block] of text.matchAll(PEM_BLOCK)) {
      try {
        this.addKey(name, createPrivateKey(block))
      } catch {
        // Encrypted: its password is the secret.
      }
    }
  }

  /** Registers the passwords of all addresses (`http://me:password@host`) in a text. */
  addAddressesIn(name: string, text: string): void {
    for (const [, password = ''] of text.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g)) {
      this.addPassword(name, password)
      try {
        this.addPassword(name, decodeURIComponent(password))
      } catch {
        // Not URL-encoded.
      }
    }
  }

  #addBytes(name: string, bytes: Buffer): void {
    this.#add(name, 'plain', bytes)
    this.#add(name, 'hex', Buffer.from(bytes.toString('hex')))
    this.#add(name, 'hex', Buffer.from(bytes.toString('hex').toUpperCase()))
    // Within a longer text, such as user:password, base64 looks different at each of three places.
    for (const before of [0, 1, 2]) {
      const padded = Buffer.concat([Buffer.alloc(before), bytes])
      const whole = Math.floor(padded.length / 3) * 3
      const start = before === 0 ? 0 : 4
      for (const encoding of ['base64', 'base64url'] as const) {
        this.#add(name, encoding, Buffer.from(padded.subarray(0, whole).toString(encoding).slice(start)))
      }
    }
  }

  #add(secret: string, form: string, bytes: Buffer): void {
    if (bytes.length < MINIMUM_BYTES || this.#needles.some((one) => one.bytes.equals(bytes))) return
    this.#needles.push({ secret, form, bytes })
  }

  /** Looks into a text or the bytes of a file. Of archives, into their contents too. */
  find(content: string | Uint8Array): Leak[] {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    // Encoded keys come in lines, whose ends JSON writes as two characters.
    const withoutLineEnds = bytes.toString('latin1').replaceAll(/[\r\n]|\\[rn]/g, '')
    const views = [bytes, Buffer.from(withoutLineEnds, 'latin1')]
    const leaks = views.flatMap((view) =>
      this.#needles
        .filter((needle) => view.includes(needle.bytes))
        .map(({ secret, form }) => ({ secret, form })),
    )
    if (PEM_KEY.test(bytes.toString('latin1'))) leaks.push({ secret: 'a private key', form: 'PEM' })
    const inside = unpacked(bytes).flatMap((content) => this.find(content))
    return [...new Map([...leaks, ...inside].map((leak) => [`${leak.secret} ${leak.form}`, leak])).values()]
  }

  /** Looks into an error, or any other value, as deep as a log would show it: message, stack, causes, properties. */
  findInValue(value: unknown): Leak[] {
    const shown = inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null })
    return this.find(`${shown}\n${json(value)}`)
  }
}

/** What is reported of leaks; the secrets themselves are not. */
export function describeLeaks(place: string, leaks: readonly Leak[]): string {
  return leaks.map(({ secret, form }) => `${place} shows ${secret} (${form})`).join('\n')
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1')

/** The deflated entries of an archive, found by their headers. */
function unpacked(bytes: Buffer): Buffer[] {
  const contents: Buffer[] = []
  for (let at = bytes.indexOf(LOCAL_HEADER); at >= 0; at = bytes.indexOf(LOCAL_HEADER, at + 4)) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    try {
      contents.push(inflateRawSync(bytes.subarray(start), { maxOutputLength: 64 * 1024 * 1024 }))
    } catch {
      // No entry after all.
    }
  }
  return contents
}
