import type { Host } from './host.ts'
import { formatCommand } from './launch-tableau.ts'

/**
 * The commands that make Tableau Server read connectors under development from a folder, as an administrator types them.
 *
 * @param unsigned also take connectors without a signature
 */
export function serverSettings(folder: string, unsigned: boolean, host: Pick<Host, 'platform'>): string[] {
  const settings = [['native_api.connect_plugins_path', folder]]
  if (unsigned) settings.push(['native_api.disable_verify_connector_plugin_signature', 'true'])
  const commands = settings.map(([key = '', value = '']) => ['configuration', 'set', '-k', key, '-v', value])
  return [...commands, ['pending-changes', 'apply']].map((words) =>
    formatCommand({ program: 'tsm', arguments: words }, host),
  )
}
