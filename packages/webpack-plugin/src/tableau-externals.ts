type ExternalsFunction = (
  data: { request?: string },
  callback: (error?: Error | null, result?: unknown, type?: string) => void,
) => unknown

const tableauVariable = /^(var )?(connectionHelper|driverLocator|logging|vendorDefined)($|[.[])/

/**
 * The externals that stand for a variable that Tableau gives to scripts. All others are for the app: what is left out
 * of a script is nowhere.
 */
export function tableauExternals(externals: unknown): unknown[] {
  const items = Array.isArray(externals) ? externals : [externals]
  return items.flatMap((item) => tableauExternal(item) ?? [])
}

function tableauExternal(external: unknown): unknown {
  if (typeof external === 'string') return isTableauVariable(external) ? external : undefined
  if (external instanceof RegExp) return named(external)
  if (typeof external === 'function') return filtered(external as ExternalsFunction)
  if (typeof external !== 'object' || external === null) return undefined
  const entries = Object.entries(external).map(([request, value]) => [request, variableOf(request, value)])
  return Object.fromEntries(entries.filter(([, variable]) => variable !== undefined))
}

/** The value of an external, where it is such a variable. */
function variableOf(request: string, value: unknown): string | string[] | undefined {
  if (value === true) return isTableauVariable(request) ? request : undefined
  if (Array.isArray(value)) return isTableauVariable(value[0]) ? (value as string[]) : undefined
  if (typeof value === 'object' && value !== null) {
    // The names that a module has in each kind of library; only variables can be used.
    const { root, var: variable } = value as Record<string, unknown>
    return variableOf(request, root ?? variable)
  }
  return isTableauVariable(value) ? value : undefined
}

function isTableauVariable(value: unknown): value is string {
  return typeof value === 'string' && tableauVariable.test(value)
}

function named(pattern: RegExp): ExternalsFunction {
  return ({ request = '' }, callback) =>
    pattern.test(request) && isTableauVariable(request) ? callback(null, request) : callback()
}

function filtered(external: ExternalsFunction): ExternalsFunction {
  return (data, callback) => {
    const answer = (error?: Error | null, result?: unknown): void => {
      const variable = variableOf(data.request ?? '', result)
      if (error) callback(error)
      else if (variable === undefined) callback()
      else callback(null, variable)
    }
    const promise = external(data, answer)
    if (promise instanceof Promise) promise.then((result) => answer(null, result), answer)
  }
}
