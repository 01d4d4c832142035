import { stripVTControlCharacters } from 'node:util'
import { errorMessage, isUserError, visibleLines } from '@tacosmith/core/adapter'
import type { BuildError, BuildWarning, Log } from './rollup-interface.ts'

/** Why a script could not be built, as an error of the build around it. */
export function scriptFailure(cause: unknown): BuildError {
  if (isUserError(cause)) return { message: errorMessage(cause) }
  const errors = errorsIn(cause as BuildError)
  const [first] = errors
  return {
    message: printable(errors.map((error) => error.message).join('\n\n')),
    ...(first.id !== undefined && { id: first.id }),
    ...(first.loc && { loc: first.loc }),
    ...(first.frame !== undefined && { frame: printable(first.frame) }),
  }
}

/** What bundlers say of a module holds its source and its name: the colours are theirs, the rest may be anything. */
function printable(text: string): string {
  return visibleLines(stripVTControlCharacters(text))
}

/** Rolldown gathers several errors in one. */
function errorsIn(cause: BuildError & { errors?: BuildError[] }): [BuildError, ...BuildError[]] {
  const [first, ...others] = cause.errors?.filter(({ message }) => typeof message === 'string') ?? []
  return first ? [first, ...others] : [cause]
}

/** Rollup puts the place before the message, and will do so once more for the build around. */
export function withoutPlace(error: BuildError): BuildError {
  const message = error.loc ? error.message.replace(/^[^\n]*? \(\d+:\d+\): /, '') : error.message
  return { ...error, message }
}

/** What the build of a script warns of, as a warning of the build around it. */
export function buildWarning({ message, id, loc, frame }: Log): BuildWarning {
  const { file = id, line = 0, column = 0 } = loc ?? {}
  return {
    message: printable(message),
    ...(id !== undefined && { id }),
    ...(loc && { loc: { ...(file !== undefined && { file }), line, column } }),
    ...(frame !== undefined && { frame: printable(frame) }),
  }
}
