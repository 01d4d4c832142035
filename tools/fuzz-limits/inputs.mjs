import { fullDocuments, minimalConnector } from '@tacosmith/test-kit'
import { hostileArchive } from './archives.mjs'
import { grownDocument } from './documents.mjs'
import { hostileKeyFile } from './keys.mjs'
import { Random } from './random.mjs'
import { grownScript } from './scripts.mjs'

/** What a file grows to at most, in characters; about what Tableau takes. */
export const largestInput = 2_900_000

const sizes = [20_000, 100_000, 250_000, 250_000, 260_000, largestInput]

const paths = {
  manifest: 'manifest.xml',
  'connection-fields': 'connection-fields.xml',
  'connection-metadata': 'connection-metadata.xml',
  'connection-dialog': 'connection-dialog.tcd',
  'connection-resolver': 'connection-resolver.tdr',
  dialect: 'dialect.tdd',
  'oauth-config': 'oauth-config.xml',
  resource: 'resources-en_US.xml',
}

/**
 * What a seed stands for: the files of a connector and the archive that they make, a hostile archive, or a file with a key.
 *
 * @param zipFile - Writes an archive as wrong as it is told to.
 */
export function inputOf(seed, zipFile) {
  const random = new Random(seed)
  const size = random.pick(sizes)
  const kind = random.pick([
    ...Array(6).fill('document'),
    ...Array(4).fill('script'),
    ...Array(4).fill('archive'),
    'key',
    'key',
  ])
  if (kind === 'key') return { ...hostileKeyFile(random, size), bytes: packed(minimalConnector(), zipFile) }
  if (kind === 'archive') return hostileArchive(random, minimalConnector(), size, zipFile)
  const { what, changes } = kind === 'script' ? changedScript(random, size) : changedDocument(random, size)
  const files = minimalConnector(changes)
  return { what: `${what}, ${size} bytes`, files, bytes: packed(files, zipFile) }
}

function packed(files, zipFile) {
  return zipFile(Object.entries(files).map(([name, content]) => ({ name, content })))
}

function changedScript(random, size) {
  const { what, text } = grownScript(random, size)
  return { what, changes: { [random.pick(['connectionBuilder.js', 'connectionProperties.js'])]: text } }
}

function changedDocument(random, size) {
  const kind = random.pick(Object.keys(paths))
  const documents = [...fullDocuments[kind], minimalConnector()[paths[kind]]].filter(Boolean)
  const { what, text } = grownDocument(random, random.pick(documents), size)
  return { what: `${kind} ${what}`, changes: { ...referringTo(kind), [paths[kind]]: text } }
}

/** The manifest has to name what the connector does not have by itself. */
function referringTo(kind) {
  const manifest = minimalConnector()['manifest.xml']
  switch (kind) {
    case 'connection-metadata':
    case 'oauth-config':
      return {
        'manifest.xml': manifest.replace('<connection-resolver', `<${kind} file="${paths[kind]}"/>$&`),
      }
    case 'connection-dialog':
      return {
        'manifest.xml': manifest.replace(
          '<connection-fields file="connection-fields.xml"',
          `<${kind} file="${paths[kind]}"`,
        ),
      }
    case 'resource':
      return { 'manifest.xml': manifest.replace('name="Brook"', 'name="@string/name/"') }
    default:
      return {}
  }
}
