import { isAboutTyped, withAskedSecret } from './ask-secret.ts'
import { emptiness, resolveSecret, type SecretSource } from './keystore-secret.ts'
import type { KeyOptionNames } from './option-names.ts'
import { type PasswordProblem, passwordError, passwordProblemOf } from './password-problem.ts'

/** The passwords of a keystore and of the key in it, as they are needed to open both. */
export interface Passwords {
  storePassword: string | undefined
  keyPassword: string | undefined
}

/**
 * Opens a keystore with the passwords that were given, or else with those that a person at the terminal types. The key has
 * the password of the store unless it has its own.
 *
 * @param open throws what `passwordError` makes when a password is missing or wrong
 * @throws what `open` throws, password problems in the user's words
 */
export async function openWithPasswords<Result>(
  given: { storePassword?: SecretSource | undefined; keyPassword?: SecretSource | undefined },
  names: KeyOptionNames,
  open: (passwords: Passwords) => Promise<Result>,
): Promise<Result> {
  const store = await resolveSecret(
    given.storePassword,
    `the password of the keystore (${names.storePassword})`,
  )
  const key = await resolveSecret(given.keyPassword, `the password of the key (${names.keyPassword})`)
  try {
    return await openAsking(store, key, open)
  } catch (error) {
    const problem = passwordProblemOf(error)
    if (problem === undefined) throw error
    const usesStore = problem.of === 'store' || key === undefined
    const [used, source, name] = usesStore
      ? [store, given.storePassword, names.storePassword]
      : [key, given.keyPassword, names.keyPassword]
    const facts: PasswordProblem = {
      ...problem,
      isTyped: isAboutTyped(error),
      isGiven: key !== undefined,
      emptiness: used === '' && source !== undefined ? emptiness(source, name) : undefined,
    }
    throw passwordError(facts, key === undefined ? sharingNames(problem, names) : names)
  }
}

async function openAsking<Result>(
  store: string | undefined,
  key: string | undefined,
  open: (passwords: Passwords) => Promise<Result>,
): Promise<Result> {
  let storePassword = store
  const openWith = async (own: string | undefined): Promise<Result> =>
    await withAskedSecret(
      questionFor,
      async (answer) => {
        const tried = storePassword ?? answer
        return await open({ storePassword: tried, keyPassword: own ?? tried }).catch((error: unknown) => {
          // The store was open by then.
          if (isOfEntry(error)) storePassword = tried
          throw error
        })
      },
      {
        isMissing: (error) => tells(error, true),
        isWrong: (error) => tells(error, false) && !isOfEntry(error),
      },
    )
  if (key !== undefined) return await openWith(key)
  return await withAskedSecret(questionFor, openWith, {
    isMissing: isOfEntry,
    isWrong: isOfEntry,
  })
}

function tells(error: unknown, isMissing: boolean): boolean {
  return passwordProblemOf(error)?.isMissing === isMissing
}

function isOfEntry(error: unknown): boolean {
  return passwordProblemOf(error)?.of === 'entry'
}

function questionFor(error: unknown): string {
  const { of = 'store', alias, fileName = '' } = passwordProblemOf(error) ?? {}
  const key = of === 'store' ? '' : `the key ${alias === undefined ? '' : `"${alias}" `}in `
  return `Password of ${key}${fileName}`
}

/** What opens a file with nothing but a key may have been given as the password of the store. */
function sharingNames({ of, isMissing }: PasswordProblem, names: KeyOptionNames): KeyOptionNames {
  return of === 'key file' && !isMissing ? { ...names, keyPassword: names.storePassword } : names
}
