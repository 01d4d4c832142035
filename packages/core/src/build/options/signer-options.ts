import * as v from 'valibot'
import { checked } from './checked.ts'
import { address, anyText, isNamed, option, settings, text, wholeNumber } from './kinds.ts'
import { secret } from './secret.ts'

/**
 * What an option of a signer may hold. The form of a `string` is checked by the signer itself, also where it is empty; `service` is
 * an object of an SDK, or a function that gives one.
 */
export type SignerOptionKind =
  | 'text'
  | 'string'
  | 'address'
  | 'number'
  | 'secret'
  | 'certificates'
  | 'object'
  | 'service'

/** The options of a signer: what each holds, and a star after it where it is required. */
export type SignerOptionKinds<Options extends object> = {
  readonly [Name in keyof Required<Options>]: object extends Pick<Options, Name>
    ? SignerOptionKind
    : `${SignerOptionKind}*`
}

const someCertificates = 'but should be a path, bytes or a list of these'
const certificates = v.custom(
  (value) => isCertificate(value) || (Array.isArray(value) && value.length > 0 && value.every(isCertificate)),
  someCertificates,
)

function isCertificate(value: unknown): boolean {
  return value instanceof Uint8Array || (typeof value === 'string' && value.trim() !== '')
}

/** Values of these are not shown: an access key is a likely mistake for what holds one. */
const mayHoldSecrets: readonly SignerOptionKind[] = ['secret', 'object', 'service']

const schemas: Readonly<Record<SignerOptionKind, v.GenericSchema>> = {
  text,
  string: anyText,
  address,
  number: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  secret,
  certificates,
  object: v.custom(isNamed, 'but should be an object'),
  service: v.custom(
    (value) => isNamed(value) || typeof value === 'function',
    'but should be an object or a function',
  ),
}

/**
 * Checks the options of a signer as strictly as tacosmith's own.
 *
 * @param signer - The name of the function that takes them.
 * @throws TacosmithError `usage` naming all that is wrong; values that may be passwords are not repeated.
 */
export function checkSignerOptions<Options extends object>(
  signer: string,
  options: Options,
  kinds: SignerOptionKinds<Options>,
): void {
  const list = `The options of ${signer}: ${Object.keys(kinds).join(', ')}.`
  const entries = Object.entries<string>(kinds).map(([name, written]): [string, v.GenericSchema] => {
    const kind = written.replace('*', '') as SignerOptionKind
    const schema = option(schemas[kind], { about: list, isSecret: mayHoldSecrets.includes(kind) })
    return [name, written.endsWith('*') ? schema : v.optional(schema)]
  })
  checked(settings(Object.fromEntries(entries)), options, { start: [signer] })
}
