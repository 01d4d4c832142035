import { LazyElement } from '../format/der/lazy-element.ts'
import { type Certificate, readCertificate } from '../format/x509/certificate.ts'
import { certificateSubject } from '../format/x509/certificate-subject.ts'
import { type Name, readName } from '../format/x509/name.ts'
import { isDoubtful, isUnclear } from '../format/x509/name-doubt.ts'
import { RefusedByPolicy } from '../format/x509/policy.ts'
import { readSignedCertificate } from '../format/x509/signed-certificate.ts'
import { encodedCertificates, readCertificates } from './certificate-file.ts'
import { outlineOfCanonical, outlineOfName } from './name-outline.ts'

/**
 * The trusted roots, found by name. Only those that a chain asks for are read: a JDK trusts some 150, and
 * reading them all takes longer than to verify a file.
 */
export class TrustAnchors {
  readonly #anchors: Anchor[] = []
  readonly #byOutline: Map<string, Anchor[]> = new Map()
  /** Those whose names have no outline. */
  readonly #others: Anchor[] = []

  /**
   * @param files certificates as DER, PEM (any number in one) or PKCS#7
   * @param origin names where they came from in messages
   * @throws TacosmithError `keystore` when there is no certificate in one of them, `certificate` when one cannot be read.
   */
  constructor(files: readonly Uint8Array[], origin: string) {
    for (const file of files) {
      const subject = certificateSubject(file)
      if (subject !== undefined) {
        this.#add(file, subject)
        continue
      }
      const encoded = encodedCertificates(file)
      // Says what is wrong with a file that holds none.
      if (encoded.length === 0) readCertificates(file, origin)
      // What our own search does not find, the real parser names in its error.
      for (const der of encoded)
        this.#add(der, certificateSubject(der) ?? readCertificate(der, origin).subjectDer)
    }
  }

  #add(der: Uint8Array, subject: Uint8Array): void {
    const anchor = { der, subject, name: undefined, certificate: undefined }
    this.#anchors.push(anchor)
    const outline = outlineOfName(subject)
    if (outline === undefined) {
      this.#others.push(anchor)
      return
    }
    const alike = this.#byOutline.get(outline) ?? []
    this.#byOutline.set(outline, alike)
    alike.push(anchor)
  }

  /** The anchors of this name, in the canonical form of `Name`; those that Java cannot read are left out. */
  withName(canonical: string): Certificate[] {
    return this.#named(canonical).flatMap((anchor) => {
      const certificate = certificateOf(anchor)
      return certificate === null || certificate instanceof RefusedByPolicy ? [] : [certificate]
    })
  }

  /** Why an anchor of this name cannot be judged here, although Java may trust it; undefined where there is none. */
  refusal(canonical: string): string | undefined {
    for (const anchor of this.#named(canonical)) {
      const certificate = certificateOf(anchor)
      if (certificate instanceof RefusedByPolicy) return certificate.message
    }
    return undefined
  }

  #named(canonical: string): Anchor[] {
    const outline = outlineOfCanonical(canonical)
    const candidates =
      outline === undefined ? this.#anchors : [...(this.#byOutline.get(outline) ?? []), ...this.#others]
    return this.#inOrder(candidates.filter((anchor) => nameOf(anchor)?.canonical === canonical))
  }

  /** True where an anchor may have this name for one JDK and not for another. */
  hasDoubtful(name: Name): boolean {
    // Names that are all ASCII are clear.
    const candidates = isUnclear(name) ? this.#anchors : this.#others
    return candidates.some((anchor) => {
      const other = nameOf(anchor)
      return other !== undefined && (isUnclear(name) || isUnclear(other)) && isDoubtful(name, other)
    })
  }

  /** As they were given. */
  #inOrder(anchors: Anchor[]): Anchor[] {
    if (anchors.length < 2) return anchors
    return anchors.toSorted((one, other) => this.#anchors.indexOf(one) - this.#anchors.indexOf(other))
  }

  /** True when exactly this certificate is trusted. */
  has(certificate: Certificate): boolean {
    return this.#anchors.some(({ der }) => Buffer.compare(der, certificate.der) === 0)
  }
}

interface Anchor {
  der: Uint8Array
  subject: Uint8Array
  /** Once it was asked for; null where Java cannot read it. */
  name: Name | null | undefined
  /** The same; or why Java may read it, and we do not. */
  certificate: Certificate | RefusedByPolicy | null | undefined
}

/** Undefined for a name that no certificate asks for. */
function nameOf(anchor: Anchor): Name | undefined {
  if (anchor.name === undefined) anchor.name = readAnchorName(anchor.subject)
  return anchor.name ?? undefined
}

function readAnchorName(subject: Uint8Array): Name | null {
  try {
    return readName(LazyElement.read(subject))
  } catch {
    return null
  }
}

function certificateOf(anchor: Anchor): Certificate | RefusedByPolicy | null {
  if (anchor.certificate === undefined) anchor.certificate = readAnchor(anchor.der)
  return anchor.certificate
}

function readAnchor(der: Uint8Array): Certificate | RefusedByPolicy | null {
  try {
    return readSignedCertificate(der)
  } catch (error) {
    return error instanceof RefusedByPolicy ? error : null
  }
}
