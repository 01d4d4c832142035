import { getInput, setSecret } from '@actions/core'

/** What must be shown nowhere. */
export interface Secrets {
  /** The keystore file, as base64. */
  keystore: string | undefined
  storePassword: string | undefined
  keyPassword: string | undefined
  githubToken: string | undefined
}

const secretVariables = ['TACOSMITH_STOREPASS', 'TACOSMITH_KEYPASS', 'TACOSMITH_TRUSTSTOREPASS']

/** Reads the secret inputs, has the runner mask them, and takes them out of the environment that commands inherit. */
export function takeSecrets(): Secrets {
  for (const name of secretVariables) mask(process.env[name])
  return {
    keystore: take('keystore-base64'),
    storePassword: take('store-password'),
    keyPassword: take('key-password'),
    githubToken: take('github-token'),
  }
}

function take(name: string): string | undefined {
  // Blanks may belong to a password; the line end of `echo … | gh secret set` does not.
  const value = getInput(name, { trimWhitespace: false }).replace(/\r?\n$/, '')
  delete process.env[`INPUT_${name.toUpperCase()}`]
  mask(value)
  return value || undefined
}

function mask(value: string | undefined): void {
  if (value) setSecret(value)
}
