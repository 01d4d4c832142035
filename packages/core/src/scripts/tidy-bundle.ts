import type { ScriptRole } from '../connector/connector.ts'
import { handOverOf, withoutFunctionAround } from './bundle-form.ts'
import { type DerivedText, unedited } from './edited-text.ts'
import { parseScript } from './parse-script.ts'

/** Takes the function around a bundle's statements away where `wrapScript` can do without. */
export function tidyBundle(role: ScriptRole, bundle: string): DerivedText {
  const statements = withoutFunctionAround(bundle)
  if (statements === undefined) return unedited(bundle)
  const parsed = parseScript(statements.text, 'latest', 'script')
  return 'program' in parsed && handOverOf(parsed.program, role) !== undefined ? statements : unedited(bundle)
}
