import { inspect } from 'node:util'
import { errorMessage, isUserError } from '@tacosmith/core/adapter'
import type { ViteBuilder } from 'vite'

/** An error of a build: of Rollup, or of Rolldown, which gathers several. */
type BundlerError = Error & { plugin?: string; errors?: BundlerError[] }

/** Lets a step of the configuration fail with a message and no stack, for a stack leads to the plugin. */
export function withoutStack<T>(step: () => T): T {
  try {
    return step()
  } catch (cause) {
    if (!isUserError(cause)) throw cause
    const message = `[tacosmith] ${errorMessage(cause)}`
    throw printedAs(message, new Error(message))
  }
}

/** `vite build` prints the stack of what stops it, and that of an error with findings says nothing. */
export function hideStackOfFindings(builder: ViteBuilder): void {
  const build = builder.build.bind(builder)
  builder.build = async (environment) => {
    try {
      return await build(environment)
    } catch (cause) {
      throw isOurs(cause) ? printedAs(messageOf(cause), cause) : cause
    }
  }
}

/** A fault in the plugin has a stack and keeps it. */
function isOurs(cause: unknown): cause is BundlerError {
  if (!(cause instanceof Error)) return false
  const { errors = [cause as BundlerError] } = cause as BundlerError
  return errors.every(({ plugin, stack = '' }) => plugin === 'tacosmith' && !/\n +at /.test(stack))
}

function messageOf({ message, errors }: BundlerError): string {
  return errors?.map((error) => `[tacosmith] ${error.message}`).join('\n\n') ?? message
}

/** Vite 7 prints the stack of an error, Vite 8 what `inspect` makes of it. */
function printedAs(text: string, error: Error): Error {
  error.stack = text
  Object.defineProperty(error, inspect.custom, { value: () => text, enumerable: false })
  return error
}
