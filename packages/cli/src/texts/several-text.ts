import { visibleLines } from '@tacosmith/core/adapter'
import { errorText } from '../program/run-command.ts'
import type { FailedTarget } from '../terminal/printed-report.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Nobody reads on after so many. */
const mostNamed = 5

/** What patterns fit though it is no connector: one line, or nothing. */
export function leftOutText(paths: readonly string[], cwd: string): string {
  if (paths.length === 0) return ''
  const named = paths.slice(0, mostNamed).map((path) => shownPath(path, cwd))
  const more = paths.length - named.length
  const others = more === 0 ? '' : ` and ${more} more`
  return `Left out, because ${paths.length === 1 ? 'it is not a connector' : 'they are not connectors'}: ${named.join(', ')}${others}.\n`
}

/** Why some could not be worked on. The same may be wrong with many, where an option is, and is told once. */
export function failureTexts(
  results: readonly (object | (FailedTarget & { stack?: string }))[],
  terminal: Terminal,
): string[] {
  const texts = results.flatMap((result) => {
    if (!('error' in result)) return []
    const { error, stack } = result
    return [`${errorText(error, terminal)}${stack === undefined ? '' : `\n${visibleLines(stack)}\n`}`]
  })
  return [...new Set(texts)]
}
