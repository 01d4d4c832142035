import { count, described, flag, type JsonSchema, list, object, oneOf, text } from './json-schema.ts'

const position: JsonSchema = { type: 'integer', minimum: 1 }
export const path: JsonSchema = described(text, 'an absolute path')
export const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
export const instant: JsonSchema = described(text, 'a moment, ISO 8601')

const diagnostic: JsonSchema = object({
  rule: text,
  severity: oneOf('error', 'warning', 'info'),
  message: text,
  'file?': described(text, 'relative to the connector folder, with slashes'),
  'line?': position,
  'column?': position,
  'help?': text,
  'url?': text,
  'count?': described(count, 'how many findings this one stands for'),
})

export const diagnostics: JsonSchema = list(diagnostic)

export const reportMembers: Record<string, JsonSchema> = {
  ok: flag,
  errors: count,
  warnings: count,
  diagnostics,
}

export const report: JsonSchema = object(reportMembers)

/** Why there is no result. */
export const failureFacts: JsonSchema = object({ code: text, message: text, 'help?': text })

export const fileKinds: string[] = [
  'manifest',
  'connection-fields',
  'connection-metadata',
  'connection-dialog',
  'connection-resolver',
  'dialect',
  'oauth-config',
  'resource',
  'script',
]

export const minimumVersion: JsonSchema = object({
  version: text,
  reasons: list(
    object({ version: text, message: text, 'file?': text, 'line?': position, 'column?': position }),
  ),
})

export const timestamp: JsonSchema = object({ time: instant, authority: text, notAfter: instant })

export const signer: JsonSchema = object({
  subject: text,
  issuer: text,
  notBefore: instant,
  notAfter: instant,
  algorithm: text,
  fingerprint: text,
})

const certificate = { subject: text, issuer: text, notBefore: instant, notAfter: instant }

export const verdictStatuses: string[] = [
  'verified',
  'unsigned',
  'partially-signed',
  'tampered',
  'untrusted',
  'expired',
  'not-yet-valid',
  'bad-key-usage',
  'weak',
  'malformed',
]

/** What verdicts and summaries of signatures have in common. */
export const signatureMembers: Record<string, JsonSchema> = {
  ok: described(flag, 'whether Tableau loads it'),
  status: oneOf(...verdictStatuses),
  signers: list(
    object({
      ...certificate,
      serial: text,
      algorithm: text,
      chain: list(object(certificate)),
      reachesRoot: described(flag, 'whether the chain ends at a root of the truststore'),
      'timestamp?': timestamp,
    }),
  ),
  'validUntil?': instant,
}

export const place: JsonSchema = object({
  kind: oneOf('built-in', 'all-users', 'repository', 'server', 'development'),
  folder: path,
  owner: text,
})

/** The `version` of a connector without one is left out. */
export const identityMembers: Record<string, JsonSchema> = {
  class: text,
  'version?': text,
  'minTableauVersion?': text,
  signature: oneOf(...verdictStatuses, 'unpacked'),
  'validUntil?': instant,
}

export const foundMembers: Record<string, JsonSchema> = { ...identityMembers, place, file: path }

export const unreadable: JsonSchema = object({ place, file: path, reason: text })
