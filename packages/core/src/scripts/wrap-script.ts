import type { ScriptRole } from '../connector/connector.ts'
import { scriptFunctionNames } from './script-name.ts'

/** The variable that a bundle must assign the script's function to before {@link wrapScript} takes it. */
export const bundleVariable = '__tacosmith'

/** How many lines {@link wrapScript} puts before the bundle. */
export const linesBeforeBundle = 2

/**
 * Wraps a bundle into the one shape that Tableau evaluates: a parenthesised function expression of `attr`.
 *
 * The bundle's code runs inside the function at each call, so that nothing reaches the top level; module state
 * therefore starts anew at every call. Wrap last: minifiers and bundlers delete a script of this shape.
 *
 * @param bundle - A script (no import, no export) that assigns the author's default export to
 *   {@link bundleVariable}; it need not declare it.
 */
export function wrapScript(role: ScriptRole, bundle: string): string {
  return [
    `(function ${scriptFunctionNames[role]}(attr) {`,
    `var ${bundleVariable};`,
    bundle.trim(),
    `return ${bundleVariable}(attr);`,
    '})',
    '',
  ].join('\n')
}

/** A module that hands the default export of another one over to {@link wrapScript}: what a bundler starts from. */
export function scriptEntry(specifier: string): string {
  return `import script from ${JSON.stringify(specifier)}\n${bundleVariable} = script`
}
