import type { ResolvedPluginOptions } from '../plugin-options.ts'
import type { ConnectorProject } from './find-connectors.ts'
import { below, wayFrom } from './paths.ts'

/** Where the files of a connector go. */
export interface TacoFiles {
  /** For the command line, from the project's folder. */
  unsignedFolder: string
  fileName: string
  unsigned: string
  signed: string
  /** The same as outputs of Nx. */
  unsignedOutput: string
  signedOutput: string
  /** The folder of both, as an input that is left out. */
  outDir: string
}

/**
 * The unsigned file and the signed one lie in folders of their own, so that nobody takes one for the other and neither target
 * touches what the other has made. The name is worked out here and given to tacosmith, so that both mean the same.
 */
export function tacoFiles(connector: ConnectorProject, options: ResolvedPluginOptions): TacoFiles {
  const { root } = connector
  const isOwn = options.outDir.startsWith('{projectRoot}')
  const place = options.outDir
    .replace('{workspaceRoot}', '.')
    .replace('{projectRoot}', isOwn ? root : root === '.' ? '' : root)
  const outDir = below('.', place.replaceAll('{projectName}', root.replaceAll('/', '-')))
  const fileName = options.fileName
    .replaceAll('[class]', asPart(connector.className))
    .replaceAll('[version]', asPart(connector.version))
  const fromProject = wayFrom(root, outDir)
  const output = (kind: string): string => {
    const path = below(below(outDir, kind), fileName)
    return isOwn ? `{projectRoot}/${wayFrom(root, path)}` : `{workspaceRoot}/${path}`
  }
  return {
    unsignedFolder: `${fromProject}/unsigned`,
    fileName,
    unsigned: `${fromProject}/unsigned/${fileName}`,
    signed: `${fromProject}/signed/${fileName}`,
    unsignedOutput: output('unsigned'),
    signedOutput: output('signed'),
    outDir,
  }
}

/** A manifest that lacks the value is an error which the build reports. */
function asPart(value = '_'): string {
  return value.replaceAll(/[^\p{L}\p{N}._+-]/gu, '_').slice(0, 60)
}
