import type { Connector } from '../../connector/connector.ts'
import { judgements } from './judgements.ts'
import { normalScript } from './normal-script.ts'
import type { Area, Subject } from './subjects.ts'

/** What the scripts do, by the role that the resolver gives them; how they are written down does not count. */
export const scriptsArea: Area = {
  name: 'scripts',
  kinds: ['manifest', 'connection-resolver'],
  read: ({ connector }) =>
    connector.scripts.flatMap(({ role, reference }) => scriptSubject(connector, role, reference.path)),
  judge: ({ kind }) => (kind === 'changed' ? judgements.script : judgements.unlisted),
}

function scriptSubject(connector: Connector, role: string, path: string | undefined): Subject[] {
  const file = connector.files.find((one) => one.path === path && one.kind === 'script')
  if (file === undefined) return []
  const text = normalScript(new TextDecoder().decode(file.bytes))
  return [
    { key: role, name: role, file: file.path, summary: file.path, properties: new Map([['text', text]]) },
  ]
}
