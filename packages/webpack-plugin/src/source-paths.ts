/** A source map as the bundlers hand it out. */
export interface RawSourceMap {
  version: 3
  sources: string[]
  names: string[]
  mappings: string
  sourcesContent?: string[]
  file?: string
}

/**
 * Turns the names of modules in a source map into paths: the bundlers put the scheme `webpack://`, the module's type
 * and its loaders before them.
 */
export function withSourcePaths(map: RawSourceMap): RawSourceMap {
  return { ...map, sources: map.sources.map(sourcePath) }
}

function sourcePath(name: string): string {
  if (name.startsWith('data:')) return name
  const withoutScheme = name.replace(/^webpack:\/\//, '')
  return withoutScheme.slice(Math.max(withoutScheme.lastIndexOf('!'), withoutScheme.lastIndexOf('|')) + 1)
}
