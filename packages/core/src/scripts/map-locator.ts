import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  originalPositionFor,
  type SourceMapInput,
  sourceContentFor,
  TraceMap,
} from '@jridgewell/trace-mapping'
import type { SourceLocator } from './check-bundle.ts'

/**
 * A {@link SourceLocator} from a source map.
 *
 * @param connectorFolder - Findings name files relative to it.
 * @param sourceRoot - The folder that relative sources in the map start from.
 */
export function mapLocator(map: SourceMapInput, connectorFolder: string, sourceRoot: string): SourceLocator {
  const trace = new TraceMap(map)
  return (line, column) => {
    const {
      source,
      line: sourceLine,
      column: sourceColumn,
    } = originalPositionFor(trace, { line, column: column - 1 })
    if (source === null) return undefined
    return {
      file: sourceFile(source, connectorFolder, sourceRoot),
      line: sourceLine,
      column: sourceColumn + 1,
      text: sourceContentFor(trace, source) ?? undefined,
    }
  }
}

/** The name that findings give to a source: relative to the connector folder, with forward slashes. */
export function sourceFile(source: string, connectorFolder: string, sourceRoot: string): string {
  const path = source.startsWith('file://') ? fileURLToPath(source) : resolve(sourceRoot, source)
  return relative(connectorFolder, path).replaceAll('\\', '/')
}
