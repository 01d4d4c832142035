import { getInput } from '@actions/core'
import { TacosmithError } from '@tacosmith/core'
import type { ReviewClass, ValidationProfile } from '@tacosmith/core/adapter'
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
  versionFromTag: 'check' | 'stamp' | 'off'
  previousTaco: string | undefined
  failOnReview: Exclude<ReviewClass, 'none'> | undefined
  uploadToRelease: 'auto' | 'true' | 'false'
  releaseTag: string | undefined
  draft: boolean
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
} as const

/**
 * Reads the inputs of the action; secrets first, so that they are masked before anything else happens.
 *
 * @throws TacosmithError `usage` for a value that is not one of those allowed, or inputs that contradict each other.
 */
export function readInputs(): Inputs {
  const secrets = takeSecrets()
  const inputs: Inputs = {
    secrets,
    connector: text('connector'),
    config: text('config'),
    buildCommand: text('build-command'),
    taco: text('taco'),
    outDir: text('out-dir'),
    fileName: text('file-name'),
    validateOnly: flag('validate-only', false),
    untrusted: choice('untrusted', choices.untrusted) ?? 'auto',
    profile: choice('profile', choices.profile),
    failOnWarnings: flag('fail-on-warnings', false),
    sign: choice('sign', choices.sign) ?? 'auto',
    keystore: text('keystore'),
    certificates: text('certificates'),
    alias: text('alias'),
    timestampUrls: (text('timestamp-url') ?? '').split(/[\s,]+/).filter(Boolean),
    versionFromTag: choice('version-from-tag', choices.versionFromTag) ?? 'check',
    previousTaco: text('previous-taco'),
    failOnReview: choice('fail-on-review', choices.failOnReview),
    uploadToRelease: choice('upload-to-release', choices.uploadToRelease) ?? 'auto',
    releaseTag: text('release-tag'),
    draft: flag('draft', false),
    overwrite: flag('overwrite', false),
    checksums: flag('checksums', false),
    sarifFile: text('sarif-file'),
    summary: flag('summary', true),
  }
  refuseContradictions(inputs)
  return inputs
}

function refuseContradictions(inputs: Inputs): void {
  const { keystore, secrets, taco, buildCommand, connector, validateOnly, uploadToRelease } = inputs
  if (keystore !== undefined && secrets.keystore !== undefined) {
    throw wrong('keystore and keystore-base64 are both given', 'Give only one of them.')
  }
  if (taco !== undefined && buildCommand === undefined && connector !== undefined) {
    throw wrong('taco and connector are both given', 'Give the file, or the folder to build it from.')
  }
  if (inputs.failOnReview !== undefined && inputs.previousTaco === undefined) {
    throw wrong(
      'fail-on-review needs previous-taco',
      'Set it to the .taco to compare with, or to latest-release.',
    )
  }
  if (validateOnly && uploadToRelease === 'true') {
    throw wrong('validate-only creates no file, but upload-to-release is true', 'Remove one of them.')
  }
  const namesKey = keystore !== undefined || secrets.keystore !== undefined
  if (namesKey && inputs.sign === 'development') {
    throw wrong('sign is development, but a keystore is given', 'Remove one of them.')
  }
}

function text(name: string): string | undefined {
  return getInput(name) || undefined
}

function flag(name: string, fallback: boolean): boolean {
  return (choice(name, ['true', 'false']) ?? String(fallback)) === 'true'
}

function choice<const Value extends string>(name: string, allowed: readonly Value[]): Value | undefined {
  const value = text(name)
  const found = allowed.find((candidate) => candidate.toLowerCase() === value?.toLowerCase())
  if (value === undefined || found !== undefined) return found
  throw wrong(`the input ${name} is '${value}'`, `Allowed: ${allowed.join(', ')}.`)
}

function wrong(message: string, help: string): TacosmithError {
  return new TacosmithError('usage', message, { help })
}
