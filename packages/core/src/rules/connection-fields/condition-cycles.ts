/** One name that depends on another. */
export interface Dependency {
  from: string
  to: string
}

/** Names that depend on each other in a circle, and the dependency that closes it. */
export interface DependencyCycle<Edge extends Dependency = Dependency> {
  /** Each one depends on the next, the last one on the first. */
  names: string[]
  dependency: Edge
}

/** The circles among dependencies, one for each pair of names that closes a circle; in time linear to their number. */
export function* findCycles<Edge extends Dependency>(
  dependencies: readonly Edge[],
): Iterable<DependencyCycle<Edge>> {
  const outgoing = new Map<string, Map<string, Edge>>()
  for (const dependency of dependencies) {
    const edges = outgoing.get(dependency.from) ?? new Map<string, Edge>()
    if (!edges.has(dependency.to)) edges.set(dependency.to, dependency)
    outgoing.set(dependency.from, edges)
  }
  const isFinished = new Set<string>()
  for (const start of outgoing.keys()) {
    if (!isFinished.has(start)) yield* walk(start, outgoing, isFinished)
  }
}

/** Depth first and without recursion: chains may be long. */
function* walk<Edge extends Dependency>(
  start: string,
  outgoing: Map<string, Map<string, Edge>>,
  isFinished: Set<string>,
): Iterable<DependencyCycle<Edge>> {
  const edgesOf = (name: string): Iterator<Edge> => (outgoing.get(name) ?? new Map<string, Edge>()).values()
  const path = [{ name: start, edges: edgesOf(start) }]
  const depths = new Map([[start, 0]])
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { value: dependency, done } = top.edges.next()
    if (done === true) {
      isFinished.add(top.name)
      depths.delete(top.name)
      path.pop()
      continue
    }
    const { to } = dependency
    const depth = depths.get(to)
    if (depth !== undefined) yield { names: path.slice(depth).map(({ name }) => name), dependency }
    else if (!isFinished.has(to)) {
      depths.set(to, path.length)
      path.push({ name: to, edges: edgesOf(to) })
    }
  }
}
