import type { RemoteKeyProblem } from '@tacosmith/core/signer'

/** What an error of the CSC API means, and what to do about it. */
export interface KnownFault {
  problem: RemoteKeyProblem
  help: string
}

const PIN: KnownFault = {
  problem: 'credentials-rejected',
  help: 'Check "pin": it is the PIN of the credential, not the password of the account. Services lock a credential after a few wrong ones.',
}
const OTP: KnownFault = {
  problem: 'credentials-rejected',
  help: 'Check "totpSecret" and the clock of this machine: one-time passwords count for half a minute, and each only once.',
}
const UNLOCK = 'Unlock it with the service; until then no other one is accepted.'
const LOCKED_PIN: KnownFault = { problem: 'credentials-rejected', help: `The PIN is locked. ${UNLOCK}` }
const LOCKED_OTP: KnownFault = {
  problem: 'credentials-rejected',
  help: `The one-time passwords are locked. ${UNLOCK}`,
}
const CLIENT: KnownFault = {
  problem: 'credentials-rejected',
  help: 'Check "clientId" and "clientSecret", and whether the service has registered the client for this way to log in.',
}
const LOGIN: KnownFault = {
  problem: 'credentials-rejected',
  help: 'Check "username" and "password", and whether the account needs another way to log in ("tokenUrl" with "clientId").',
}

/** The codes of the CSC API 1 and 2 and of OAuth 2.0 (RFC 6749 and 6750), and some that services add. */
const BY_CODE: Readonly<Record<string, KnownFault>> = {
  invalid_token: {
    problem: 'credentials-rejected',
    help: 'The access token has expired, or is for another service. Get a new one for "accessToken", or give "tokenUrl" or "username" and "password", with which tokens are renewed.',
  },
  invalid_client: CLIENT,
  unauthorized_client: CLIENT,
  invalid_grant: LOGIN,
  authentication_failed: LOGIN,
  unsupported_grant_type: {
    problem: 'credentials-rejected',
    help: 'The service does not offer this way to log in: without "username" it is that of the client (client_credentials), with it that of a user (password).',
  },
  invalid_scope: {
    problem: 'access-denied',
    help: 'Have the service allow the client the scope "service" of the CSC API.',
  },
  insufficient_scope: {
    problem: 'access-denied',
    help: 'The access token is not good for signing: get one with the scopes "service" and "credential" of the CSC API.',
  },
  access_denied: {
    problem: 'access-denied',
    help: 'Ask the service whether the account may sign with this credential through its API.',
  },
  invalid_pin: PIN,
  pin_locked: LOCKED_PIN,
  invalid_otp: OTP,
  otp_locked: LOCKED_OTP,
  server_error: { problem: 'unavailable', help: 'Wait and try again; see the status page of the service.' },
  temporarily_unavailable: {
    problem: 'unavailable',
    help: 'Wait and try again; see the status page of the service.',
  },
}

/** `invalid_request` names what it is about in its description alone. The first that fits counts. */
const BY_DESCRIPTION: readonly [RegExp, KnownFault][] = [
  [
    /credential_?id/i,
    {
      problem: 'key-not-found',
      help: 'Check "credentialId"; without it the only credential of the account is taken.',
    },
  ],
  [
    /\bSAD\b|signature activation/i,
    {
      problem: 'refused',
      help: 'The service did not take the authorisation that it gave for this signature, or it has expired. Try again; if it stays so, ask the service whether the credential is for single signatures ("SCAL").',
    },
  ],
  [
    /\b(?:hash|sign(?:ature)?)_?algo(?:rithm)?(?:OID)?\b|algorithm/i,
    {
      problem: 'wrong-usage',
      help: 'The credential does not sign with this algorithm: choose another digest, or a credential with an RSA key, or an EC key on P-256, P-384 or P-521.',
    },
  ],
  [/\bPIN\b.*\blocked\b/i, LOCKED_PIN],
  [/\bPIN\b/i, PIN],
  [/\bOTP\b.*\blocked\b/i, LOCKED_OTP],
  [/\bOTP\b|one[- ]time/i, OTP],
  [
    /\bnumSignatures\b|numbers? of signatures/i,
    {
      problem: 'throttled',
      help: 'The plan of the account may limit how many signatures are made; ask the service.',
    },
  ],
  [
    /\bcertificate\b.*\bexpired\b/i,
    {
      problem: 'key-disabled',
      help: 'Have the service renew the certificate of the credential, or use another credential.',
    },
  ],
]

/** The meaning of what a service says; undefined where only the status tells. */
export function knownFault(error: string, description: string): KnownFault | undefined {
  if (Object.hasOwn(BY_CODE, error)) return BY_CODE[error]
  return BY_DESCRIPTION.find(([pattern]) => pattern.test(description))?.[1]
}
