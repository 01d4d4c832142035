import type { Connector } from '../../connector/connector.ts'

/** A script of a connector as text. */
export interface ScriptText {
  path: string
  text: string
}

const textsByConnector = new WeakMap<Connector, ScriptText[]>()

/** The scripts of a connector; undefined where there are none, or where one that it names could not be read. */
export function scriptTexts(connector: Connector): readonly ScriptText[] | undefined {
  const known = textsByConnector.get(connector) ?? decodeScripts(connector)
  textsByConnector.set(connector, known)
  const isRead = (path: string | undefined): boolean => known.some((script) => script.path === path)
  const isComplete = connector.scripts.every(({ reference }) => isRead(reference.path))
  return known.length > 0 && isComplete ? known : undefined
}

function decodeScripts({ files }: Connector): ScriptText[] {
  return files
    .filter(({ kind }) => kind === 'script')
    .map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) }))
}
