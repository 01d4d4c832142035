import type { Host } from './host.ts'
import { formatCommand } from './launch-tableau.ts'

/**
 * The commands that prepare Tableau Server for a connector, as an administrator types them; none where nothing is to do.
 *
 * @param settings `folder`: where Tableau reads connectors under development from. `unsigned`: it takes connectors without
 *   a signature too.
 */
export function serverSettings(
  { folder, unsigned }: { folder?: string | undefined; unsigned: boolean },
  host: Pick<Host, 'platform'>,
): string[] {
  const settings: [key: string, value: string][] = []
  // Tableau's own examples write paths of Windows with slashes.
  const path = host.platform === 'win32' ? folder?.replaceAll('\\', '/') : folder
  if (path !== undefined) settings.push(['native_api.connect_plugins_path', path])
  if (unsigned) settings.push(['native_api.disable_verify_connector_plugin_signature', 'true'])
  if (settings.length === 0) return []
  const commands = settings.map(([key, value]) => ['configuration', 'set', '-k', key, '-v', value])
  return [...commands, ['pending-changes', 'apply']].map((words) =>
    formatCommand({ program: 'tsm', arguments: words }, host),
  )
}
