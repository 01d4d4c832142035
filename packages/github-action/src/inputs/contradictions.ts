import { TacosmithError } from '@tacosmith/core'
import { tacoFileName } from '@tacosmith/core/adapter'
import type { InputReader } from './input-reader.ts'
import type { Inputs } from './inputs.ts'

/** GitHub takes no longer text for a release. */
const LONGEST_BODY = 125_000

/** Finds inputs that contradict each other, or have values that cannot be. */
export function refuseContradictions(inputs: Inputs, reader: InputReader): void {
  refuseSources(inputs, reader)
  refuseRelease(inputs, reader)
  refuseValues(inputs, reader)
}

function refuseSources(inputs: Inputs, reader: InputReader): void {
  const { keystore, secrets, taco, buildCommand, connector } = inputs
  if (keystore !== undefined && secrets.keystore !== undefined) {
    reader.refuse('keystore and keystore-base64 are both given', 'Give only one of them.')
  }
  if (taco !== undefined && buildCommand === undefined && connector !== undefined) {
    reader.refuse('taco and connector are both given', 'Give the file, or the folder to build it from.')
  }
  if (inputs.failOnReview !== undefined && inputs.previousTaco === undefined) {
    reader.refuse(
      'fail-on-review needs previous-taco',
      'Set it to the .taco to compare with, or to latest-release.',
    )
  }
  const namesKey = keystore !== undefined || secrets.keystore !== undefined
  if (namesKey && inputs.sign === 'development') {
    reader.refuse('sign is development, but a keystore is given', 'Remove one of them.')
  }
}

function refuseRelease(inputs: Inputs, reader: InputReader): void {
  if (inputs.validateOnly && inputs.uploadToRelease === 'true') {
    reader.refuse('validate-only creates no file, but upload-to-release is true', 'Remove one of them.')
  }
  if (inputs.makeLatest !== 'true') return
  const other = inputs.draft ? 'draft' : inputs.prerelease === 'true' ? 'prerelease' : undefined
  if (other === undefined) return
  reader.refuse(
    `make-latest and ${other} are both true`,
    'GitHub takes neither drafts nor prereleases for the latest release: remove one of them.',
  )
}

function refuseValues({ timestampUrls, fileName, body }: Inputs, reader: InputReader): void {
  for (const url of timestampUrls.filter((text) => !isWebAddress(text))) {
    reader.refuse(
      `timestamp-url is '${url}', but should be an http or https address`,
      'Give one or more addresses, separated by spaces, commas or line breaks.',
    )
  }
  if (body !== undefined && body.length > LONGEST_BODY) {
    reader.refuse(
      `body has ${body.length} characters`,
      `GitHub takes up to ${LONGEST_BODY}; put longer texts into a file, and name it in files.`,
    )
  }
  try {
    if (fileName !== undefined) tacoFileName(fileName, { className: 'class', pluginVersion: '1.0.0' })
  } catch (error) {
    if (!(error instanceof TacosmithError)) throw error
    const help = error.message.includes('folders') ? 'The folder is out-dir.' : (error.help ?? '')
    reader.refuse(error.message.replace('the file name', 'file-name:'), help)
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
