import { count, either, flag, type JsonSchema, list, object, oneOf, orNull, text } from './json-schema.ts'
import {
  failureFacts,
  fileKinds,
  instant,
  minimumVersion,
  path,
  report,
  reportMembers,
  sha256,
  signatureMembers,
  signer,
  timestamp,
} from './shared-parts.ts'

/** Of several targets, or a pattern: files that findings name are relative to `folder`, or in the archive. */
const reports = object({
  ok: flag,
  errors: count,
  warnings: count,
  reports: list(
    either(object({ path, 'folder?': path, ...reportMembers }), object({ path, error: failureFacts })),
  ),
})

const explanation = object({
  id: text,
  severity: oneOf('error', 'warning', 'info'),
  'gallerySeverity?': oneOf('error', 'warning', 'info'),
  'galleryOnly?': flag,
  summary: text,
  help: text,
  'url?': text,
  'example?': object({
    why: text,
    from: object({ kind: oneOf('file', 'file-name', 'file-list'), file: text }),
    wrong: text,
    right: text,
  }),
})

const builtMembers = {
  file: path,
  class: text,
  version: text,
  minTableauVersion: minimumVersion,
  sha256,
  size: count,
  entries: list(object({ name: text, size: count, kind: oneOf(...fileKinds, 'archive-manifest') })),
  signed: flag,
  'signature?': object({ signer, 'validUntil?': instant, 'timestamp?': timestamp }),
  report,
}

const notBuiltMembers = { file: { type: 'null' }, signed: { const: false }, report }

/** Of several folders, or a pattern. */
const builds = object({
  ok: flag,
  errors: count,
  warnings: count,
  builds: list(
    either(
      object({ path, folder: path, ...builtMembers }),
      object({ path, folder: path, ...notBuiltMembers }),
      object({ path, error: failureFacts }),
    ),
  ),
})

const changes = list(text)

const inspected = object({
  'class?': text,
  'version?': text,
  'superclass?': text,
  'displayName?': text,
  vendor: object({ 'name?': text, 'supportLink?': text, 'driverDownloadLink?': text }),
  minTableauVersion: minimumVersion,
  files: list(object({ path: text, kind: oneOf(...fileKinds), size: count, refersTo: list(text) })),
  fields: list(
    object({
      file: text,
      name: text,
      'label?': text,
      category: text,
      'valueType?': text,
      'defaultValue?': text,
      optional: flag,
      editable: flag,
      secure: flag,
      'options?': list(text),
      conditions: list(object({ field: text, 'value?': text })),
    }),
  ),
  prompts: list(object({ file: text, name: text, 'label?': text })),
  metadata: list(object({ file: text, name: text, 'enabled?': flag, 'label?': text })),
  requiredAttributes: list(text),
  scripts: list(
    object({
      role: oneOf('connection-builder', 'connection-properties'),
      path: text,
      'source?': text,
      state: oneOf('plain', 'module', 'missing'),
    }),
  ),
  capabilities: list(object({ name: text, 'value?': text })),
  dialects: list(
    object({
      file: text,
      'name?': text,
      'base?': text,
      functions: count,
      dateFunctions: count,
      sqlFormats: count,
    }),
  ),
  oauthConfigs: list(
    object({ file: text, 'id?': text, 'label?': text, 'authUri?': text, capabilities: list(text) }),
  ),
  languages: list(text),
  'signature?': object(signatureMembers),
  report: object({ errors: count, warnings: count }),
})

const reviews = oneOf('none', 'A', 'B', 'C', 'forbidden')
const comparedIdentity = object({ 'class?': text, 'version?': text })

const difference = object({
  old: comparedIdentity,
  new: comparedIdentity,
  review: reviews,
  materials: list(object({ id: text, text })),
  changes: list(
    object({
      area: text,
      kind: oneOf('added', 'removed', 'changed', 'unchanged'),
      subject: text,
      'property?': text,
      'before?': text,
      'after?': text,
      'file?': text,
      review: reviews,
      reason: text,
      materials: list(text),
    }),
  ),
  lostConnections: list(
    object({
      cause: oneOf('class', 'field', 'value', 'authentication-mode', 'required-attribute'),
      attribute: text,
      'value?': text,
      'now?': text,
      message: text,
      help: text,
      url: text,
      review: reviews,
      'file?': text,
    }),
  ),
  notCompared: list(object({ side: oneOf('old', 'new'), file: text, reason: text })),
})

const round = either(
  object({ ok: { const: true }, class: text, folder: path, written: changes, removed: changes, report }),
  object({ ok: { const: false }, report }),
  object({ ok: { const: false }, error: failureFacts }),
)

/** What the commands that start, check and build a connector print. */
export const connectorSchemas: Record<string, JsonSchema> = {
  create: object({ folder: path, class: text, written: changes, kept: changes, report }),
  init: object({
    folder: path,
    connector: path,
    files: list(
      object({ file: text, change: oneOf('new', 'changed', 'unchanged'), added: changes, kept: changes }),
    ),
  }),
  validate: either(report, reports, explanation),
  build: either(object(builtMembers), object(notBuiltMembers), builds),
  dev: round,
  inspect: inspected,
  types: object({ file: path, 'upToDate?': flag }),
  diff: difference,
}

/** The entry of a file that was signed, whose timestamp is null where it has none. */
export const signedFile: JsonSchema = object({ file: path, sha256, signer, timestamp: orNull(timestamp) })
