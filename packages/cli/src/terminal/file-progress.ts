import type { Progress } from './progress.ts'
import { shownPath } from './shown-path.ts'

/**
 * Reports which of several files is being worked on.
 *
 * @param activity - Such as `Signing`.
 * @returns a function that adds what the work is waiting for
 */
export function reportFile(
  activity: string,
  file: string,
  { number, count, cwd }: { number: number; count: number; cwd: string },
  progress: Progress,
): (waitingFor: string) => void {
  const text = `${activity} ${count > 1 ? `${number} of ${count}: ` : ''}${shownPath(file, cwd)}`
  progress(text)
  return (waitingFor) => progress(`${text}, waiting for ${waitingFor}`)
}
