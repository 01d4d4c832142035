import type { Connector, ConnectorFile, FileKind } from '../connector/connector.ts'
import { TacosmithError } from '../errors.ts'
import { type MinimumVersion, minimumTableauVersion } from './minimum-version.ts'
import { stampManifest } from './stamp-manifest.ts'
import { defaultTacoFileName, type TacoIdentity, tacoFileName } from './taco-file-name.ts'

/** A file in a `.taco`. */
export interface TacoEntry {
  /** With forward slashes. */
  name: string
  /** Bytes, unpacked. */
  size: number
  /** What it is to the connector; `archive-manifest` is META-INF/MANIFEST.MF. */
  kind: FileKind | 'archive-manifest'
}

/** A packaged connector that is not signed yet. */
export interface Taco extends TacoIdentity {
  /** The default file name, `<class>-v<version>.taco`. */
  fileName: string
  bytes: Uint8Array
  /** What the manifest in the package was stamped with. */
  minTableauVersion: MinimumVersion
  /** In archive order. */
  entries: TacoEntry[]
}

const archiveManifestName = 'META-INF/MANIFEST.MF'
const archiveManifest = 'Manifest-Version: 1.0\r\nCreated-By: tacosmith\r\n\r\n'

/**
 * Files below this many bytes are stored. The library's compressor is JavaScript that a fresh process has to compile, which
 * takes some 30 ms; most connectors, the examples among them, have no file this large and so never need it.
 */
const smallestToDeflate = 16 * 1024
/** Takes two thirds of the time of level 6, for files of XML that become 15 % larger. */
const deflateLevel = 1

/** A day that the archive format can hold, the same on every machine. */
const entryDate = new Date(Date.UTC(1980, 1, 1))

/**
 * Packs a connector into an unsigned `.taco`: the archive's own manifest, then the connector's files in their order,
 * each once, and nothing else. The connector's manifest is stamped with the minimum Tableau version.
 *
 * Equal connectors give equal bytes on every machine, in every time zone and at every time.
 *
 * Does not validate. A connector with errors is packed as far as it goes; a class or version that is missing shows as
 * `unnamed` or `0`.
 *
 * @throws TacosmithError `connector-invalid` where there is no manifest
 */
export async function packageConnector(connector: Connector): Promise<Taco> {
  const files = eachPathOnce(connector.files)
  if (!files.some(({ kind }) => kind === 'manifest')) {
    throw new TacosmithError('connector-invalid', `${connector.source.name} has no manifest.xml to package`, {
      help: 'A connector needs a manifest.xml in its top folder.',
    })
  }
  const minTableauVersion = minimumTableauVersion(connector)
  const contents = files.map((file) => ({ ...file, bytes: stamped(file, minTableauVersion.version) }))
  const identity = packagedIdentity(connector)
  return {
    ...identity,
    fileName: tacoFileName(defaultTacoFileName, identity),
    bytes: await writeArchive(contents),
    minTableauVersion,
    entries: [
      { name: archiveManifestName, size: archiveManifest.length, kind: 'archive-manifest' },
      ...contents.map(({ path, bytes, kind }) => ({ name: path, size: bytes.length, kind })),
    ],
  }
}

/** What a connector is called in its package, whatever its manifest lacks. */
export function packagedIdentity({
  className = 'unnamed',
  pluginVersion = '0',
}: Partial<Pick<Connector, 'className' | 'pluginVersion'>>): TacoIdentity {
  return { className, pluginVersion }
}

/** A file that is referred to as several kinds is still one file. */
function eachPathOnce(files: ConnectorFile[]): ConnectorFile[] {
  return files.filter(({ path }, index) => files.findIndex((other) => other.path === path) === index)
}

function stamped({ kind, bytes, document }: ConnectorFile, version: string): Uint8Array {
  return kind === 'manifest' && document !== undefined ? stampManifest(bytes, document, version) : bytes
}

async function writeArchive(files: { path: string; bytes: Uint8Array }[]): Promise<Uint8Array> {
  // Loaded here only: validation needs no archive.
  const { default: JSZip } = await import('jszip')
  const archive = new JSZip()
  // Without createFolders: entries for folders would carry the present time, and a JDK wants the manifest first.
  const add = (path: string, bytes: Uint8Array) =>
    archive.file(path, bytes, {
      date: entryDate,
      createFolders: false,
      compression: bytes.length < smallestToDeflate ? 'STORE' : 'DEFLATE',
    })
  add(archiveManifestName, Buffer.from(archiveManifest))
  for (const { path, bytes } of files) add(path, bytes)
  // The library deflates in JavaScript, so the bytes do not depend on the zlib of the Node version.
  return archive.generateAsync({
    type: 'uint8array',
    platform: 'DOS',
    compressionOptions: { level: deflateLevel },
  })
}
