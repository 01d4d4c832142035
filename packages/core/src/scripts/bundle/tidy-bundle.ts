import type { ScriptRole } from '../../connector/connector.ts'
import { parseScript } from '../analyse/parse-script.ts'
import { handOverOf, withoutFunctionAround } from './bundle-form.ts'
import { withoutBundlerMarks } from './bundler-comments.ts'
import { type DerivedText, inTwoSteps } from './edited-text.ts'
import { withoutDefineCalls } from './unwrap-define.ts'

/**
 * Makes of a bundle what people would have written, where the script stays the same for certain: no calls that do
 * nothing, and no function around its statements that `wrapScript` can do without.
 */
export function tidyBundle(role: ScriptRole, bundle: string): DerivedText {
  const tidied = withoutSuperfluous(role, bundle)
  return inTwoSteps(tidied, withoutBundlerMarks(tidied.text))
}

function withoutSuperfluous(role: ScriptRole, bundle: string): DerivedText {
  const statements = withoutFunctionAround(bundle)
  if (statements !== undefined) {
    const tidied = inTwoSteps(statements, withoutDefineCalls(statements.text))
    const parsed = parseScript(tidied.text, 'latest', 'script')
    if ('program' in parsed && handOverOf(parsed.program, role) !== undefined) return tidied
  }
  return withoutDefineCalls(bundle)
}
