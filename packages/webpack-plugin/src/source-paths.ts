/**
 * Turns the names of modules in a source map into paths: the bundlers put the scheme `webpack://`, the module's type
 * and its loaders before them.
 */
export function withSourcePaths<SourceMap extends { sources: string[] }>(map: SourceMap): SourceMap {
  return { ...map, sources: map.sources.map(sourcePath) }
}

function sourcePath(name: string): string {
  return name.startsWith('data:') ? name : name.replace(/^webpack:\/\//, '').replace(/^.*[!|]/s, '')
}
