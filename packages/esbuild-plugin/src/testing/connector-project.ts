import {
  inConnectorFolder,
  minimalConnector,
  type TemporaryProject,
  temporaryProject,
} from '@tacosmith/test-kit'

/** A project whose connector holds these files instead of those of the minimal one; `../` leads to the root. */
export function connectorProject(
  changes: Record<string, string | undefined> = {},
): Promise<TemporaryProject> {
  const standIns = Object.keys(changes).filter((path) => path.endsWith('.ts'))
  const replaced = Object.fromEntries(standIns.map((path) => [path.replace(/ts$/, 'js'), undefined]))
  return temporaryProject(inConnectorFolder(minimalConnector({ ...replaced, ...changes })))
}
