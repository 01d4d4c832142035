import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { hasBit } from '../der/element-values.ts'
import { textOfAttribute } from './attribute-text.ts'
import { type Certificate, formatName, KEY_USAGES, type KeyUsage } from './certificate.ts'
import { type CertificateReading, readCertificateAsJava } from './certificate-reading.ts'
import { signatureAnswer, signatureOf } from './certificate-signature.ts'
import type { Name } from './name.ts'
import { NO_KEY, toKeyObject } from './public-key-reading.ts'

/**
 * Reads a certificate of a signature or a timestamp exactly as far as Java does, which may be more or less than OpenSSL.
 *
 * @throws Error saying why Java cannot read it
 * @throws RefusedByPolicy where Java might, and we do not
 */
export function readSignedCertificate(der: Uint8Array): Certificate {
  return new SignedCertificate(new Uint8Array(der))
}

/** A certificate as Java reads it. What costs time is found out when it is asked for. */
class SignedCertificate implements Certificate {
  readonly der: Uint8Array
  readonly reading: CertificateReading
  readonly isAuthority: boolean
  readonly pathLength: number | undefined
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined
  readonly extendedKeyUsage: ReadonlySet<string> | undefined
  #publicKey: KeyObject | undefined
  #x509: X509Certificate | undefined
  #selfSigned: boolean | undefined

  constructor(der: Uint8Array) {
    this.der = der
    this.reading = readCertificateAsJava(der)
    const { basicConstraints, keyUsage, extendedKeyUsage } = this.reading.extensions.values
    this.isAuthority = basicConstraints?.isAuthority ?? false
    this.pathLength = basicConstraints?.pathLength
    this.keyUsage = keyUsage && new Set(KEY_USAGES.filter((_, index) => hasBit(keyUsage, index)))
    this.extendedKeyUsage = extendedKeyUsage && new Set(extendedKeyUsage)
  }

  get x509(): X509Certificate {
    this.#x509 ??= new X509Certificate(this.der)
    return this.#x509
  }

  /** One that OpenSSL cannot read has signed nothing. */
  get publicKey(): KeyObject {
    this.#publicKey ??= toKeyObject(this.reading.publicKey) ?? NO_KEY
    return this.#publicKey
  }

  get subject(): string {
    return this.#nameText('subject')
  }

  get issuer(): string {
    return this.#nameText('issuer')
  }

  get serial(): string {
    const digits = this.reading.serial.replace(/^(?:00)+(?=.)/, '')
    return digits.toUpperCase()
  }

  get notBefore(): Date {
    return this.reading.notBefore
  }

  get notAfter(): Date {
    return this.reading.notAfter
  }

  get fingerprint(): string {
    const digits = createHash('sha256').update(this.der).digest('hex').toUpperCase()
    return digits.replaceAll(/..(?=.)/g, '$&:')
  }

  get subjectDer(): Uint8Array {
    return this.reading.encoded.subject
  }

  get issuerDer(): Uint8Array {
    return this.reading.encoded.issuer
  }

  get serialDer(): Uint8Array {
    return this.reading.encoded.serial
  }

  get signedWeakly(): boolean {
    const strength = signatureOf(this.reading)?.strength
    return strength === 'sha1' || strength === 'broken'
  }

  get selfSigned(): boolean {
    const { subject, issuer, publicKey } = this.reading
    // Java rejects a signer that signed itself, so that one of which nobody here can tell counts as one too.
    this.#selfSigned ??=
      subject.canonical === issuer.canonical && signatureAnswer(this.reading, publicKey) !== 'fails'
    return this.#selfSigned
  }

  get extensionOids(): ReadonlySet<string> {
    return new Set(this.reading.extensions.contents.keys())
  }

  get criticalExtensions(): ReadonlySet<string> {
    return this.reading.extensions.critical
  }

  /** As OpenSSL writes it, if it can. */
  #nameText(which: 'subject' | 'issuer'): string {
    try {
      return formatName(this.x509[which])
    } catch {
      return describeName(this.reading[which])
    }
  }
}

function describeName({ parts }: Name): string {
  const texts = parts.flat().map((attribute) => textOfAttribute(attribute) ?? attribute.oid)
  return texts.toReversed().join(', ')
}
