export { comparePluginVersions } from '../package/plugin-version.ts'
export { type ConnectorsPath, prepareConnectorsPath, unbuiltScripts } from './connectors-path.ts'
export { findRepositories } from './documents-folders.ts'
export {
  type ConnectorIdentity,
  type FoundConnector,
  type IgnoredConnector,
  identifyTaco,
  type PlaceContents,
  readPlace,
  type UnreadableConnector,
} from './found-connector.ts'
export { currentHost, type Host, type HostDisk } from './host.ts'
export {
  type Installation,
  type InstalledFile,
  type InstallOptions,
  installTaco,
  type Rival,
} from './install-taco.ts'
export { type InstallPlace, type InstallTarget, installPlaces, knownPlaces } from './install-target.ts'
export {
  formatCommand,
  type LaunchCommand,
  type LaunchOptions,
  launch,
  launchCommand,
} from './launch-tableau.ts'
export {
  type ClassResolution,
  highestVersionSince,
  type LoadedConnector,
  type LoadRegime,
  type LoadResolution,
  loadRegime,
  type OutrankedConnector,
  resolveLoadOrder,
} from './load-order.ts'
export { type LogReading, readLines, type TextLine } from './log-lines.ts'
export { newestLog } from './newest-log.ts'
export {
  allUsersPlace,
  builtInPlace,
  type ConnectorPlace,
  developmentPlace,
  productName,
  repositoryPlaces,
  serverPlaces,
  usedRepository,
} from './places.ts'
export type { TableauProduct } from './repository-names.ts'
export { serverSettings } from './server-settings.ts'
export { chooseTableauProgram, findTableauPrograms, type TableauProgram } from './tableau-programs.ts'
export {
  type Uninstallation,
  type UninstalledFile,
  uninstallConnector,
} from './uninstall-connector.ts'
export { removeUnpacked, type UnpackedChanges, writeUnpacked } from './unpacked-connector.ts'
