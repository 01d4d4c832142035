import { TacosmithError } from '@tacosmith/core'
import type { AskSecret } from '@tacosmith/core/adapter'

/**
 * Asks people at a terminal for passwords, without showing what they type. What was right once is not asked for again.
 *
 * @returns undefined where nobody could answer: in CI, or where input or messages go elsewhere than to a terminal
 */
export function secretQuestions({ stdin, stderr, env }: NodeJS.Process): AskSecret | undefined {
  if (!stdin.isTTY || !stderr.isTTY || env.CI) return undefined
  const remembered = new Map<string, string>()
  return async (question, isAgain) => {
    const known = isAgain ? undefined : remembered.get(question)
    if (known !== undefined) return known
    const answer = await ask(isAgain ? `That was wrong. ${question}` : question, stderr)
    remembered.set(question, answer)
    return answer
  }
}

async function ask(message: string, output: NodeJS.WriteStream): Promise<string> {
  // Loaded here only: hardly any run asks.
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({ message, output })
  if (typeof answer === 'string') return answer
  if (isCancel(answer)) output.write('\n')
  throw new TacosmithError('usage', 'no password was given; the command was cancelled')
}
