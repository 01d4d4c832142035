import { TacosmithError } from '../../../errors.ts'
import type { TacoOptions } from '../options.ts'
import { resolveOptions } from '../resolve-options.ts'

/** The error that a call throws. */
export function mistakeIn(run: () => unknown): Pick<TacosmithError, 'code' | 'message' | 'help'> {
  try {
    run()
  } catch (error) {
    if (error instanceof TacosmithError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

type Refusal = ReturnType<typeof mistakeIn>

/** How options as a user wrote them are refused. */
export function refusal(options: unknown, environment: Record<string, string> = {}): Refusal {
  return mistakeIn(() => resolveOptions(options as TacoOptions, environment))
}

/** How options below `sign` are refused. */
export function signRefusal(sign: object): Refusal {
  return refusal({ sign: { keystore: 'k.p12', ...sign } })
}

/** How `sign.timestamp` is refused. */
export function timestampRefusal(timestamp: unknown): Refusal {
  return signRefusal({ timestamp })
}
