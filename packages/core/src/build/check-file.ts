import type { XmlFileKind } from '../connector/connector.ts'
import { readXml } from '../connector/xml-reader.ts'
import { createReport } from '../report/report.ts'
import { type ConnectorIdentity, loadEngine, validateFile } from '../rules/index.ts'
import { kindOfRoot } from '../schema/xsd/root-elements.ts'
import type { CheckedConnector } from './check-snapshot.ts'
import type { ResolvedValidateOptions } from './options/options.ts'

/** An XML file that is checked on its own. */
export interface SingleFile {
  /** What findings call it. */
  path: string
  bytes: Uint8Array
  /** What it is; a connector may use it for several purposes. */
  kinds: readonly XmlFileKind[]
  /** The connector that it is part of. */
  connector?: ConnectorIdentity | undefined
  /** True for an OAuth configuration that no connector refers to. */
  external?: boolean
  /** Whether it comes from anywhere. */
  isUntrusted?: boolean
}

/**
 * Checks a file by the rules that do not need the other files of a connector.
 *
 * @throws TacosmithError as `validateFile`. Never because of what is in the file.
 */
export async function checkFile(
  { path, bytes, kinds, connector, external = false, isUntrusted = false }: SingleFile,
  options: ResolvedValidateOptions,
): Promise<CheckedConnector> {
  const engine = isUntrusted ? 'libxml2-wasm' : options.engine
  const found = await Promise.all(
    kinds.map((kind) => validateFile(kind, bytes, { ...options, engine, connector, external })),
  )
  const text = new TextDecoder().decode(bytes)
  return {
    name: path,
    report: createReport(
      found.flat().map((finding) => ({ ...finding, file: path })),
      options,
    ),
    engine: (await loadEngine(engine)).name,
    readSource: (file) => (file === path ? text : undefined),
  }
}

/** What a file is, by its first element. */
export interface RecognisedFile {
  /** Undefined where no file of a connector starts like that. */
  kind: XmlFileKind | undefined
  /** Undefined where the file is not XML. */
  root: string | undefined
}

/** Recognises a file by its first element, whatever its name is. */
export function recogniseFile(bytes: Uint8Array): RecognisedFile {
  const root = readXml(bytes).document?.root.name
  return { root, kind: root === undefined ? undefined : kindOfRoot(root) }
}
