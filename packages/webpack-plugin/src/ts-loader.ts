/** A rule of a configuration, or one of the loaders that it uses. */
interface Rule {
  loader?: unknown
  options?: unknown
  use?: unknown
  rules?: unknown
  oneOf?: unknown
}

/**
 * Lets ts-loader give JavaScript although the `tsconfig.json` of scripts says `noEmit`: that is for `tsc`, which would
 * write beside the sources. Of the loaders for TypeScript only this one heeds it.
 *
 * @param rules - Are changed.
 */
export function letTsLoaderEmit(rules: unknown): void {
  if (Array.isArray(rules)) for (const rule of rules) letTsLoaderEmit(rule)
  if (typeof rules !== 'object' || rules === null) return
  const rule = rules as Rule
  if (isTsLoader(rule.use)) {
    rule.loader = rule.use
    delete rule.use
  } else if (Array.isArray(rule.use)) {
    rule.use = rule.use.map((loader: unknown) => (isTsLoader(loader) ? { loader } : loader))
  }
  for (const part of [rule.use, rule.rules, rule.oneOf]) letTsLoaderEmit(part)
  if (!isTsLoader(rule.loader)) return
  const { options = {} } = rule
  if (typeof options !== 'object') return
  const { compilerOptions = {} } = options as { compilerOptions?: object }
  rule.options = { ...options, compilerOptions: { ...compilerOptions, noEmit: false } }
}

function isTsLoader(loader: unknown): boolean {
  return typeof loader === 'string' && /(^|[\\/])ts-loader([\\/]|$)/.test(loader)
}

/** What to do where that was not possible, for instance because a function gives the loaders. */
export const tsLoaderHelp =
  "For the connector's scripts give ts-loader the option compilerOptions: { noEmit: false }: their tsconfig.json has noEmit, so that tsc writes nothing."
