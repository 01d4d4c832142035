import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { TacosmithError } from '../../errors.ts'
import type { EngineFinding, XmlEngine } from './xml-engine.ts'

/** The part of libxmljs2 that is used here. It is an optional peer, so its own types may be absent. */
interface Libxmljs2 {
  parseXml(source: string | Buffer, options: Record<string, boolean>): LibxmlDocument
}

interface LibxmlDocument {
  validate(schema: LibxmlDocument): boolean
  validationErrors: LibxmlError[]
}

interface LibxmlError extends Error {
  line?: number
  code?: number
}

/** The native engine, or why it is not there. */
export type NativeEngine = { engine: XmlEngine } | { unavailable: string }

const parseOptions = { nonet: true, huge: true, big_lines: true }

let loaded: NativeEngine | undefined

/**
 * Loads libxmljs2, once per process.
 *
 * Its native part cannot be loaded by a second thread, so in a worker thread it counts as not available.
 */
export function loadLibxmljs2(): NativeEngine {
  loaded ??= load()
  return loaded
}

function load(): NativeEngine {
  if (!isMainThread) return { unavailable: 'it cannot be loaded in a worker thread' }
  try {
    const library = createRequire(import.meta.url)('libxmljs2') as Libxmljs2
    return { engine: engineOf(library) }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { unavailable: reason }
  }
}

function engineOf(library: Libxmljs2): XmlEngine {
  const schemas = new Map<string, LibxmlDocument>()

  function schemaFor(schemaText: string): LibxmlDocument {
    let schema = schemas.get(schemaText)
    if (schema === undefined) {
      schema = library.parseXml(schemaText, parseOptions)
      schemas.set(schemaText, schema)
    }
    return schema
  }

  function validate(schemaText: string, document: Uint8Array): EngineFinding[] {
    let parsed: LibxmlDocument
    try {
      parsed = library.parseXml(
        Buffer.from(document.buffer, document.byteOffset, document.byteLength),
        parseOptions,
      )
    } catch (error) {
      return [toFinding(error as LibxmlError)]
    }
    try {
      parsed.validate(schemaFor(schemaText))
    } catch (error) {
      const reason = error instanceof Error ? error.message.trim() : String(error)
      throw new TacosmithError('environment', `The schema cannot be used: ${reason}`, { cause: error })
    }
    return parsed.validationErrors.map(toFinding)
  }

  return { name: 'libxmljs2', validate }
}

function toFinding(error: LibxmlError): EngineFinding {
  const finding: EngineFinding = { message: error.message.trimEnd(), line: error.line ?? 1 }
  if (error.code !== undefined) finding.code = error.code
  return finding
}
