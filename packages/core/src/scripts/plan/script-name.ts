import type { ScriptRole } from '../../connector/connector.ts'

/** The function names that connectors use for each script; Tableau does not look at them, readers do. */
export const scriptFunctionNames: Record<ScriptRole, string> = {
  'connection-builder': 'dsbuilder',
  'connection-properties': 'propertiesbuilder',
}
