import { TacosmithError } from '../errors.ts'
import { TooManyIterations } from '../format/pkcs12/iteration-budget.ts'
import { UnknownEncryption } from '../format/pkcs12/password-encryption.ts'
import { commandPath } from './option-names.ts'
import { passwordError } from './password-problem.ts'

/** How to turn a keystore of any kind into one that every tool reads. */
export function conversionCommand(fileName: string): string {
  return `keytool -importkeystore -srckeystore ${commandPath(fileName)} -destkeystore new.p12 -deststoretype pkcs12`
}

export function passwordMissing(fileName: string): TacosmithError {
  return passwordError({ of: 'store', isMissing: true, fileName })
}

/** Decryption with a wrong password fails in many ways, and none of them says more than this. */
export function passwordWrong(fileName: string): TacosmithError {
  return passwordError({ of: 'store', isMissing: false, fileName })
}

export function keyPasswordWrong(alias: string | undefined, fileName: string): TacosmithError {
  return passwordError({ of: 'entry', isMissing: false, fileName, alias })
}

/** The password was right, and yet Node cannot make a key of it. */
export function keyUnreadable(alias: string | undefined, fileName: string): TacosmithError {
  return new TacosmithError('keystore', `${keyName(alias)} in ${fileName} is of an unsupported kind`, {
    help: 'Sign with an RSA key of at least 2048 bits or an EC key on P-256, P-384 or P-521.',
  })
}

function keyName(alias: string | undefined): string {
  return alias === undefined ? 'the key' : `the key "${alias}"`
}

/** Says what a file asks for that we do not do; undefined for any other error. */
export function refusal(error: unknown, fileName: string): TacosmithError | undefined {
  if (error instanceof UnknownEncryption) {
    return new TacosmithError(
      'keystore',
      `${fileName} is encrypted in a way that is not supported: ${error.message}`,
      { help: `Convert it with a JDK: ${conversionCommand(fileName)}` },
    )
  }
  if (error instanceof TooManyIterations) {
    return new TacosmithError('keystore', `${fileName} is refused: ${error.message}`, {
      help: `No common tool writes such files; if it is yours, convert it: ${conversionCommand(fileName)}`,
    })
  }
  return undefined
}
