import { connectorSchemas, signedFile } from './connector-schemas.ts'
import {
  count,
  either,
  flag,
  type JsonSchema,
  list,
  map,
  object,
  oneOf,
  orNull,
  text,
} from './json-schema.ts'
import {
  diagnostics,
  failureFacts,
  foundMembers,
  identityMembers,
  instant,
  path,
  place,
  sha256,
  signatureMembers,
  unreadable,
} from './shared-parts.ts'

const found = object(foundMembers)
const loadedMembers = { ...foundMembers, order: count }
const removedMembers = { place, file: path, 'class?': text, 'version?': text }

const timestamped = object({
  file: path,
  sha256,
  timestamps: list(object({ signature: text, time: instant, authority: text, notAfter: instant })),
})

const rival = object({ class: text, 'version?': text, file: path, reason: text })
const logEntry = object({
  line: count,
  'time?': text,
  'severity?': oneOf('error', 'warning', 'info', 'debug'),
  topic: oneOf('plugin', 'script', 'signature', 'connection'),
  connectors: list(text),
  text,
  'remedy?': text,
})

const scenarioOutcome = {
  'connection?': text,
  'properties?': map(text),
  'key?': map(text),
  'exception?': text,
  'canSignIn?': flag,
  'fields?': list(text),
}

const anything: JsonSchema = {}
const testedScenario = object({
  ...{ file: path, name: text, ok: flag, milliseconds: count },
  outcome: object({ ...scenarioOutcome, 'error?': text }),
  differences: list(object({ what: text, 'expected?': anything, 'actual?': anything, 'message?': text })),
  notes: list(text),
})

const printed: Record<string, JsonSchema> = {
  ...connectorSchemas,
  run: object({
    product: oneOf('desktop', 'prep'),
    program: text,
    arguments: list(text),
    command: text,
    connectorsPath: path,
    origin: oneOf('given', 'parent', 'linked', 'copied'),
    connectors: list(found),
    processId: orNull(count),
  }),
  sign: either(signedFile, list(signedFile)),
  timestamp: either(timestamped, list(timestamped)),
  verify: object({
    ...signatureMembers,
    ...{ tableauLog: text, jarsignerExit: orNull(count), problems: diagnostics },
    'entries?': list(object({ name: text, signers: list(count) })),
  }),
  cert: object({
    paths: map(path),
    fingerprints: map(either(text, list(text))),
    'notAfter?': instant,
    'missingIssuer?': text,
    'pem?': text,
  }),
  install: object({
    ...identityMembers,
    targets: list(
      object({
        place,
        file: path,
        outcome: oneOf('installed', 'replaced', 'unchanged'),
        'replaced?': object(
          Object.fromEntries(
            Object.entries(identityMembers).map(([name, schema]) => [`${name.replace('?', '')}?`, schema]),
          ),
        ),
        'outrankedBy?': rival,
        'outrankedBefore?': rival,
      }),
    ),
    commands: list(text),
  }),
  uninstall: object({
    removed: list(object(removedMembers)),
    failed: list(object({ ...removedMembers, reason: text })),
    searched: list(place),
  }),
  list: object({
    places: list(
      object({
        place,
        exists: flag,
        connectors: list(found),
        ignored: list(object({ ...foundMembers, reason: text })),
        unreadable: list(unreadable),
      }),
    ),
  }),
  resolve: object({
    regime: oneOf('highest-version', 'first-loaded'),
    classes: list(
      object({
        class: text,
        'winner?': object(loadedMembers),
        reason: text,
        'since?': text,
        losers: list(object({ ...foundMembers, 'order?': count, reason: text })),
      }),
    ),
    unreadable: list(unreadable),
    places: list({ ...place, ...withExists(place) }),
  }),
  preview: either(object({ address: text }), object({ folder: path, files: list(path) })),
  test: object({
    ok: flag,
    connectors: list(
      either(
        object({ name: path, scenarios: list(testedScenario) }),
        object({ name: path, error: failureFacts }),
      ),
    ),
  }),
  rules: list(
    object({
      ...{ id: text, severity: oneOf('error', 'warning', 'info'), summary: text, help: text, 'url?': text },
      ...{ 'gallerySeverity?': oneOf('error', 'warning', 'info'), 'galleryOnly?': flag },
      'example?': object({
        ...{ why: text, wrong: text, right: text },
        from: object({ kind: oneOf('file', 'file-name', 'file-list'), file: text }),
      }),
    }),
  ),
  logs: either(object({ file: path, lines: count, unreadable: count, entries: list(logEntry) }), logEntry),
}

function withExists(schema: JsonSchema): JsonSchema {
  const { properties, required } = schema as { properties: object; required: string[] }
  return { properties: { ...properties, exists: flag }, required: [...required, 'exists'] }
}

const failure = object({ error: failureFacts })

/** The commands that have `--json`. */
export const commandsWithJson: string[] = Object.keys(printed)

/** The JSON Schema of what a command prints with `--json`: its result, or why there is none. */
export function commandSchema(command: string): JsonSchema | undefined {
  const result = printed[command]
  if (result === undefined) return undefined
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `tacosmith ${command} --json`,
    ...either(result, failure),
  }
}
