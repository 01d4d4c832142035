import type { Connector, FileKind } from '../../connector/connector.ts'
import type { Judgement } from './connector-diff.ts'
import { judgements } from './judgements.ts'
import type { Area, Subject } from './subjects.ts'

const singleKinds: readonly FileKind[] = [
  'connection-fields',
  'connection-dialog',
  'connection-metadata',
  'connection-resolver',
  'dialect',
]

/** Where the files lie, as far as there is one of a kind. */
export const filesArea: Area = {
  name: 'files',
  kinds: ['manifest', 'connection-resolver'],
  read: ({ connector }) => [
    ...singleKinds.flatMap((kind) => fileSubjects(connector, kind, kind)),
    ...connector.scripts.map(({ role, reference }) =>
      placeOf(role, reference.path ?? '', reference.from, reference.path ?? ''),
    ),
  ],
  judge: ({ kind, subject }) =>
    kind === 'changed' ? renamed : (judgementsOfFiles[subject] ?? judgements.unlisted),
}

const renamed: Judgement = {
  review: 'A',
  reason: 'A file has a new name; changes to its content are listed separately.',
  materials: [],
}

const judgementsOfFiles: Record<string, Judgement> = {
  'file of connection-fields': judgements.element,
  'file of connection-dialog': judgements.element,
  'file of connection-metadata': judgements.element,
  'file of dialect': judgements.dialect,
}

function fileSubjects(connector: Connector, kind: FileKind, name: string): Subject[] {
  return connector.references
    .filter((reference) => reference.kind === kind)
    .slice(0, 1)
    .map(({ path = '', from }) => placeOf(name, path, from, path))
}

function placeOf(name: string, path: string, file: string, summary: string): Subject {
  return { key: name, name: `file of ${name}`, file, summary, properties: new Map([['path', path]]) }
}
