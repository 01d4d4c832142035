import type { Progress } from './progress.ts'
import { shownPath } from './shown-path.ts'

/**
 * Says which of several files is worked on.
 *
 * @param doing - Such as `Signing`.
 * @returns the same, to be called with what is waited for meanwhile
 */
export function sayFile(
  doing: string,
  file: string,
  { number, count, cwd }: { number: number; count: number; cwd: string },
  progress: Progress,
): (waitingFor: string) => void {
  const text = `${doing} ${count > 1 ? `${number} of ${count}: ` : ''}${shownPath(file, cwd)}`
  progress(text)
  return (waitingFor) => progress(`${text}, waiting for ${waitingFor}`)
}
