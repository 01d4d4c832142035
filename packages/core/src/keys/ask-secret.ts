/**
 * Asks a person for a password.
 *
 * @param isAgain the last answer to this question was wrong
 * @returns undefined where nobody can be asked
 */
export type AskSecret = (question: string, isAgain: boolean) => Promise<string | undefined>

/** Signers bring a core of their own, and the command line another: they share what is registered here. */
const REGISTERED = Symbol.for('tacosmith.ask-secret')
const shared = globalThis as { [REGISTERED]?: AskSecret | undefined }

/** Says how people are asked for passwords from now on; undefined: not at all. */
export function answerQuestions(ask: AskSecret | undefined): void {
  shared[REGISTERED] = ask
}

/**
 * Asks for a password that was not given. Only the command line asks, and only people at a terminal.
 *
 * @param question such as `Password of release.p12`
 * @param isAgain the last answer was wrong
 */
export async function askSecret(question: string, isAgain = false): Promise<string | undefined> {
  return await shared[REGISTERED]?.(question, isAgain)
}

const TRIES = 3

/** Of these errors, the password that is wrong was typed. */
const typed = new WeakSet<Error>()

/** Whether an error of {@link withAskedSecret} is about a password that a person typed. */
export function isAboutTyped(error: unknown): boolean {
  return error instanceof Error && typed.has(error)
}

/**
 * Does something that may need a password which was not given: asks for it then, and again while it is wrong.
 *
 * @param work is first called without a password
 * @param isMissing whether an error says that a password is needed
 * @param isWrong whether an error says that the password is wrong
 * @throws what `work` throws
 */
export async function withAskedSecret<Result>(
  question: (error: unknown) => string,
  work: (password: string | undefined) => Promise<Result>,
  { isMissing, isWrong }: Record<'isMissing' | 'isWrong', (error: unknown) => boolean>,
): Promise<Result> {
  let failure: unknown
  try {
    return await work(undefined)
  } catch (error) {
    if (!isMissing(error)) throw error
    failure = error
  }
  const text = question(failure)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await askSecret(text, attempt > 0)
    if (answer === undefined) throw failure
    try {
      return await work(answer)
    } catch (error) {
      if (!isWrong(error)) throw error
      failure = error
      if (error instanceof Error) typed.add(error)
    }
  }
  throw failure
}
