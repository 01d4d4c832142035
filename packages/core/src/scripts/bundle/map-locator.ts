import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  originalPositionFor,
  type SourceMapInput,
  sourceContentFor,
  TraceMap,
} from '@jridgewell/trace-mapping'
import type { SourceLocator } from './check-bundle.ts'
import { projectBoundary } from './project-boundary.ts'

/**
 * A {@link SourceLocator} from a source map.
 *
 * @param connectorFolder - Findings name files relative to it.
 * @param sourceRoot - The folder that relative sources in the map start from.
 */
export function mapLocator(map: SourceMapInput, connectorFolder: string, sourceRoot: string): SourceLocator {
  const trace = new TraceMap(map)
  const boundary = projectBoundary(connectorFolder)
  // The map of an imported file may name any other, of which bundlers then read the text.
  const textOf = (source: string): string | undefined =>
    boundary.holds(sourcePath(source, sourceRoot))
      ? (sourceContentFor(trace, source) ?? undefined)
      : undefined
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
      text: textOf(source),
    }
  }
}

/** The name that findings give to a source: relative to the connector folder, with forward slashes. */
export function sourceFile(source: string, connectorFolder: string, sourceRoot: string): string {
  return relative(connectorFolder, sourcePath(source, sourceRoot)).replaceAll('\\', '/')
}

function sourcePath(source: string, sourceRoot: string): string {
  return source.startsWith('file://') ? fileURLToPath(source) : resolve(sourceRoot, source)
}
