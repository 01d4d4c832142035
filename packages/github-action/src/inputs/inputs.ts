import type { ReviewClass, ValidationProfile } from '@tacosmith/core/adapter'
import { refuseContradictions } from './contradictions.ts'
import { InputReader } from './input-reader.ts'
import { type Secrets, takeSecrets } from './secrets.ts'

/** How the action is told to sign. */
export type SignChoice = 'auto' | 'true' | 'false' | 'required' | 'development'

/** What the action is told to do; texts that are not given are undefined. */
export interface Inputs {
  connector: string | undefined
  config: string | undefined
  buildCommand: string | undefined
  taco: string | undefined
  outDir: string | undefined
  fileName: string | undefined
  validateOnly: boolean
  untrusted: 'auto' | 'true' | 'false'
  profile: ValidationProfile | undefined
  failOnWarnings: boolean
  sign: SignChoice
  keystore: string | undefined
  certificates: string | undefined
  alias: string | undefined
  timestampUrls: string[]
  /** Files with trusted roots, and the word `default`. */
  truststore: string[]
  versionFromTag: 'check' | 'stamp' | 'off'
  previousTaco: string | undefined
  failOnReview: Exclude<ReviewClass, 'none'> | undefined
  uploadToRelease: 'auto' | 'true' | 'false'
  releaseTag: string | undefined
  /** Title and text of the release. */
  name: string | undefined
  body: string | undefined
  generateNotes: boolean
  draft: boolean
  prerelease: 'auto' | 'true' | 'false'
  /** Undefined leaves it to GitHub. */
  makeLatest: 'true' | 'false' | 'legacy' | undefined
  /** Patterns of further files for the release. */
  files: string[]
  overwrite: boolean
  checksums: boolean
  sarifFile: string | undefined
  summary: boolean
  secrets: Secrets
}

const choices = {
  untrusted: ['auto', 'true', 'false'],
  profile: ['default', 'gallery'],
  sign: ['auto', 'true', 'false', 'required', 'development'],
  versionFromTag: ['check', 'stamp', 'off'],
  uploadToRelease: ['auto', 'true', 'false'],
  failOnReview: ['A', 'B', 'C', 'forbidden'],
  prerelease: ['auto', 'true', 'false'],
  makeLatest: ['true', 'false', 'legacy'],
} as const

/**
 * Reads the inputs of the action; secrets first, so that they are masked before anything else happens.
 *
 * @throws TacosmithError `usage` telling all values that are not allowed, and all inputs that contradict each other.
 */
export function readInputs(): Inputs {
  const secrets = takeSecrets()
  const read = new InputReader()
  const inputs: Inputs = { secrets, ...connectorInputs(read), ...signingInputs(read), ...releaseInputs(read) }
  refuseContradictions(inputs, read)
  read.end()
  return inputs
}

/** Whether the job summary is wanted, where the inputs could not be read. */
export function wantsSummary(): boolean {
  return new InputReader().text('summary')?.toLowerCase() !== 'false'
}

function connectorInputs(read: InputReader) {
  return {
    connector: read.text('connector'),
    config: read.text('config'),
    buildCommand: read.text('build-command'),
    taco: read.text('taco'),
    outDir: read.text('out-dir'),
    fileName: read.text('file-name'),
    validateOnly: read.flag('validate-only', false),
    untrusted: read.choice('untrusted', choices.untrusted) ?? 'auto',
    profile: read.choice('profile', choices.profile),
    failOnWarnings: read.flag('fail-on-warnings', false),
    sarifFile: read.text('sarif-file'),
    summary: read.flag('summary', true),
  } as const
}

function signingInputs(read: InputReader) {
  return {
    sign: read.choice('sign', choices.sign) ?? 'auto',
    keystore: read.text('keystore'),
    certificates: read.text('certificates'),
    alias: read.text('alias'),
    timestampUrls: (read.text('timestamp-url') ?? '').split(/[\s,]+/).filter(Boolean),
    truststore: read.lines('truststore'),
  } as const
}

function releaseInputs(read: InputReader) {
  return {
    versionFromTag: read.choice('version-from-tag', choices.versionFromTag) ?? 'check',
    previousTaco: read.text('previous-taco'),
    failOnReview: read.choice('fail-on-review', choices.failOnReview),
    uploadToRelease: read.choice('upload-to-release', choices.uploadToRelease) ?? 'auto',
    releaseTag: read.text('release-tag'),
    name: read.text('name'),
    body: read.text('body'),
    generateNotes: read.flag('generate-notes', false),
    draft: read.flag('draft', false),
    prerelease: read.choice('prerelease', choices.prerelease) ?? 'auto',
    makeLatest: read.choice('make-latest', choices.makeLatest),
    files: read.lines('files'),
    overwrite: read.flag('overwrite', false),
    checksums: read.flag('checksums', false),
  } as const
}
