import { type ConnectorSource, readConnector, TacosmithError } from '@tacosmith/core'
import { attributeOf } from '@tacosmith/core/adapter'

/** The manifest as a file to lay over the connector. */
export type ManifestOverlay = Record<string, Uint8Array>

const byteOrderMark = '\ufeff'

/**
 * Holds the manifest's `plugin-version` against the version of the tag, or puts the latter in its place; everything
 * else in the manifest stays as it is.
 *
 * @returns the changed manifest; undefined where the version is right already, or where there is no well-formed
 *   manifest, which is for validation to report
 * @throws TacosmithError `connector-invalid` where the version is another and is not to be stamped.
 */
export async function alignVersion(
  source: ConnectorSource,
  version: string,
  { tag, stamp }: { tag: string; stamp: boolean },
): Promise<ManifestOverlay | undefined> {
  const { files, pluginVersion } = await readConnector(source)
  const manifest = files.find(({ kind }) => kind === 'manifest')
  if (manifest?.document === undefined || pluginVersion === version) return undefined
  if (!stamp) throw mismatch(source.name, pluginVersion, version, tag)
  const { text, root } = manifest.document
  const attribute = attributeOf(root, 'plugin-version')
  const at = root.start.offset + 1 + root.name.length
  const stamped =
    attribute === undefined
      ? `${text.slice(0, at)} plugin-version="${version}"${text.slice(at)}`
      : text.slice(0, attribute.valueStart.offset) + version + text.slice(attribute.end - 1)
  const hasMark = Buffer.from(manifest.bytes.subarray(0, 3)).equals(Buffer.from(byteOrderMark))
  return { [manifest.path]: Buffer.from(hasMark ? byteOrderMark + stamped : stamped) }
}

function mismatch(name: string, found: string | undefined, version: string, tag: string): TacosmithError {
  return new TacosmithError(
    'connector-invalid',
    `the plugin-version of ${name} is ${found ?? 'missing'}, but the tag ${tag} asks for ${version}`,
    { help: 'Change the version in manifest.xml and tag again, or set version-from-tag to stamp.' },
  )
}
