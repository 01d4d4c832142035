import type { Connector } from '@tacosmith/core'
import type { XmlElement } from '@tacosmith/core/adapter'
import type { Place } from '../dialog/dialog-model.ts'

/** The root elements of the files of a kind, as far as they are well-formed. */
export function rootsOf(connector: Connector, kind: string): { file: string; root: XmlElement }[] {
  return connector.files.flatMap(({ path, kind: found, document }) =>
    found === kind && document !== undefined ? [{ file: path, root: document.root }] : [],
  )
}

export function placeOf(file: string, { start }: XmlElement): Place {
  return { file, line: start.line, column: start.column }
}
