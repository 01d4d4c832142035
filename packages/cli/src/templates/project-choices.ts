/** What a new project is to be like. */
export interface ProjectChoices {
  /** The name of the connector, as users of Tableau read it. */
  name: string
  /** The identifier of the connector, the same in all of its releases. */
  class: string
  /** The company that the connector is from. */
  vendor: string
  base: Base
  language: Language
  bundler: Bundler
  /** How users log in; the first is what the dialog starts with. Never empty. */
  authentication: readonly AuthenticationMode[]
  /** Languages of the dialog, `en_US` first. Empty: its texts are in the files, in English. */
  languages: readonly LanguageCode[]
  /** Whether a workflow for GitHub Actions is added. */
  github: boolean
}

export const bases = ['jdbc', 'odbc'] as const
export type Base = (typeof bases)[number]

export const languages = ['ts', 'js'] as const
export type Language = (typeof languages)[number]

export const bundlers = ['vite', 'webpack', 'esbuild', 'none'] as const
export type Bundler = (typeof bundlers)[number]

export const authenticationModes = ['auth-user-pass', 'auth-none', 'auth-user', 'auth-pass', 'oauth'] as const
export type AuthenticationMode = (typeof authenticationModes)[number]

export const languageCodes = [
  'en_US',
  'de_DE',
  'es_ES',
  'fr_FR',
  'it_IT',
  'ja_JP',
  'ko_KR',
  'pt_BR',
  'zh_CN',
] as const
export type LanguageCode = (typeof languageCodes)[number]

/** What a user proves with who they are, as the scripts get it. */
export type Credential = 'username' | 'password' | 'ACCESSTOKEN'

const credentialsOf: Record<AuthenticationMode, readonly Credential[]> = {
  'auth-user-pass': ['username', 'password'],
  'auth-none': [],
  'auth-user': ['username'],
  'auth-pass': ['password'],
  // Tableau gets the token; nobody types it in.
  oauth: ['ACCESSTOKEN'],
}

/** Whether the driver gets a credential in this mode. */
export function sends(mode: AuthenticationMode, credential: Credential): boolean {
  return credentialsOf[mode].includes(credential)
}

/** The chosen modes in which the driver gets a credential. */
export function modesSending(
  credential: Credential,
  { authentication }: Pick<ProjectChoices, 'authentication'>,
): AuthenticationMode[] {
  return authentication.filter((mode) => sends(mode, credential))
}

/** Whether users can sign in with OAuth. */
export function offersOauth({ authentication }: Pick<ProjectChoices, 'authentication'>): boolean {
  return authentication.includes('oauth')
}
