import { TacosmithError } from '@tacosmith/core'
import { type AskSecret, visibleText } from '@tacosmith/core/adapter'
import { interrupt } from './interrupt.ts'

/**
 * Asks people at a terminal for passwords, without showing what they type. What was right once is not asked for again.
 *
 * @returns undefined where nobody could answer, because input or messages go elsewhere than to a terminal. In CI, what is
 *   returned says once why it does not ask.
 */
export function secretQuestions(host: NodeJS.Process): AskSecret | undefined {
  const { stdin, stderr, env } = host
  if (!stdin.isTTY || !stderr.isTTY) return undefined
  if (env.CI) return refuseInCi(stderr)
  const remembered = new Map<string, string>()
  return async (question, isAgain) => {
    const known = isAgain ? undefined : remembered.get(question)
    if (known !== undefined) return known
    const answer = await ask(isAgain ? `That was wrong. ${question}` : question, host)
    remembered.set(question, answer)
    return answer
  }
}

/** A terminal alone is no reason to expect an answer: the runners of some CI systems have one. */
function refuseInCi(output: NodeJS.WriteStream): AskSecret {
  let isSaid = false
  return async (question) => {
    if (!isSaid) output.write(`not asking for the ${subjectOf(question)}, because the variable CI is set\n`)
    isSaid = true
    return undefined
  }
}

function subjectOf(question: string): string {
  return visibleText(question).replace(/^./, (letter) =>
    question.startsWith('PIN') ? letter : letter.toLowerCase(),
  )
}

async function ask(message: string, host: NodeJS.Process): Promise<string> {
  const { stdin, stderr: output } = host
  // Loaded here only: hardly any run asks.
  const { isCancel, password } = await import('@clack/prompts')
  const ended = endOfInput(stdin)
  const answer = await Promise.race([password({ message, output, signal: ended.signal }), ended.promise])
  ended.forget()
  if (typeof answer === 'string') return answer
  if (isCancel(answer)) {
    output.write('\nthe command was cancelled\n')
    interrupt(host)
  } else if (answer === undefined) output.write('\n')
  const asked = /^(?:That was wrong\. )?PIN /.test(message) ? 'PIN' : 'password'
  throw new TacosmithError('usage', `no ${asked} was given; the command was cancelled`)
}

/** Ctrl-D, or a terminal that closes. The prompt itself would never answer then, and the process end as if all was well. */
function endOfInput(stdin: NodeJS.ReadStream): {
  signal: AbortSignal
  promise: Promise<undefined>
  forget: () => void
} {
  const controller = new AbortController()
  const { signal } = controller
  const promise = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined))
  })
  const finish = (): void => controller.abort()
  const onKey = (_: string | undefined, key: { ctrl?: boolean; name?: string } = {}): void => {
    if (key.ctrl && key.name === 'd') finish()
  }
  const forget = (): void => {
    stdin.off('keypress', onKey).off('end', finish).off('close', finish)
    process.off('beforeExit', finish)
  }
  stdin.on('keypress', onKey).on('end', finish).on('close', finish)
  process.on('beforeExit', finish)
  return { signal, promise, forget }
}
