import { organizationName } from '../keys/index.ts'
import { addYears, isoDay } from './days.ts'
import type { VerifiedSignature } from './signature-block.ts'
import type { TrustResult } from './trust.ts'
import { demand, type Problem, warning } from './verdict.ts'

/** What a caller asks for beyond what Tableau does. */
export interface Demands {
  requireTimestamp?: boolean
  for?: 'gallery'
  connector?: ConnectorFacts
}

/** What the connector's own manifest says; reading it is the caller's business. */
export interface ConnectorFacts {
  /** The name of the company in `vendor-information`. */
  vendor?: string
  /** The entries that the manifest refers to, itself included. */
  files: readonly string[]
}

/** A signature and what it is worth. */
export interface JudgedSignature {
  signature: VerifiedSignature
  trust: TrustResult
}

/** Tableau's documentation asks for it before a connector is published on the Exchange. */
const GALLERY_YEARS = 5
/** `GmbH`, `Inc.` and the like: certificates and manifests write them differently. */
const LEGAL_FORM =
  /\b(?:ag|bv|co|company|corp|corporation|gmbh|inc|incorporated|kg|limited|llc|llp|ltd|nv|oy|plc|pty|sa|sas|sarl|se|spa|srl)\b/g

/** What the gallery and others may ask of a signature. */
export interface SignatureFacts {
  /** What messages call it, such as `the signature META-INF/TACO.SF`. */
  name: string
  isTimestamped: boolean
  /** The day from which Tableau rejects the file. */
  end: Date
  /** The distinguished name of the signer. */
  subject: string
}

/** Checks what was asked for beyond what Tableau asks for. */
export function checkDemands(judged: readonly JudgedSignature[], demands: Demands, at: Date): Problem[] {
  return judged.flatMap(({ signature, trust }) => {
    const { file, timestamp, certificate } = signature
    const facts = {
      name: `the signature ${file}`,
      isTimestamped: timestamp !== undefined,
      // A truststore that holds the certificate itself is not the gallery's.
      end: timestamp === undefined && certificate.notAfter < trust.end ? certificate.notAfter : trust.end,
      subject: certificate.subject,
    }
    if (demands.for === 'gallery') return galleryDemands(facts, demands.connector?.vendor, at)
    return demands.requireTimestamp ? checkTimestamp(facts, false) : []
  })
}

/**
 * What Tableau's documentation asks of a signature before a connector is published on the Exchange.
 *
 * @param vendor the company that the connector's manifest names
 */
export function galleryDemands(facts: SignatureFacts, vendor: string | undefined, at: Date): Problem[] {
  return [...checkTimestamp(facts, true), ...checkValidity(facts, at), ...compareOrganization(facts, vendor)]
}

function checkTimestamp({ name, isTimestamped }: SignatureFacts, gallery: boolean): Problem[] {
  if (isTimestamped) return []
  const message = `${name} has no timestamp, which is required${gallery ? ' for the gallery' : ''}`
  const help = 'Sign with a timestamp, or add one: tacosmith timestamp FILE --tsa URL.'
  return [demand('taco-timestamp-required', message, help)]
}

function checkValidity({ end }: SignatureFacts, at: Date): Problem[] {
  if (end >= addYears(at, GALLERY_YEARS)) return []
  const message = `the file is valid until ${isoDay(end)}; the gallery requires ${GALLERY_YEARS} years, until ${isoDay(addYears(at, GALLERY_YEARS))}`
  const help =
    'Use a timestamp authority whose certificate is valid longer: the timestamp keeps the file valid after your own certificate expires.'
  return [demand('taco-gallery-validity', message, help)]
}

function compareOrganization({ subject }: SignatureFacts, vendor: string | undefined): Problem[] {
  if (vendor === undefined) return []
  const organization = organizationName(subject)
  if (organization !== undefined && comparable(organization) === comparable(vendor)) return []
  const signer = organization === undefined ? 'no organisation' : `"${organization}"`
  const message = `the signer's certificate names ${signer}, but the connector's manifest names the company "${vendor}"`
  const help =
    'The gallery compares the two: sign with the certificate of the company that the manifest names.'
  return [warning('taco-gallery-organization', message, help)]
}

function comparable(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return words.replaceAll(LEGAL_FORM, '').replaceAll(/ +/g, ' ').trim() || words
}

/** Entries that nothing in the connector refers to: Tableau never reads them, but everybody receives them. */
export function lintUnreferenced(
  entries: readonly string[],
  connector: ConnectorFacts | undefined,
): Problem[] {
  if (connector === undefined) return []
  const referenced = new Set(connector.files)
  return entries
    .filter((name) => !referenced.has(name))
    .map((file) =>
      warning(
        'taco-unreferenced-entry',
        `"${file}" is in the file, but nothing in the connector refers to it`,
        'Remove it if it does not belong there, and find out how it got in.',
        file,
      ),
    )
}
