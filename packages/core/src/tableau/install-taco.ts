import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { openTacoFile, type TacoFile, withTacoFile } from '../connector/taco-file.ts'
import { TacosmithError } from '../errors.ts'
import { type ArchiveBytes, byteSource, equalSources } from '../format/zip/index.ts'
import { writeFileWhole } from '../output/index.ts'
import { compareReleaseVersions } from '../package/index.ts'
import type { VerdictStatus } from '../verify/verdict.ts'
import { type ConnectorIdentity, identifyTaco, type PlaceContents, readPlace } from './found-connector.ts'
import { type Host, pathsOf } from './host.ts'
import type { InstallPlace } from './install-target.ts'
import { resolveLoadOrder } from './load-order.ts'
import type { ConnectorPlace } from './places.ts'

/** What {@link installTaco} needs to know. */
export interface InstallOptions {
  /** The folders to install into. */
  places: readonly InstallPlace[]
  host: Host
  /** The roots that signatures are judged by. */
  trust: readonly Uint8Array[]
  /**
   * What is installed although Tableau refuses it: nothing, files without a signature, or whatever its signature is worth.
   * Default `nothing`.
   */
  tolerate?: 'nothing' | 'unsigned' | 'unverified'
}

/** A connector that Tableau takes in place of the one installed. */
export interface Rival {
  class: string
  version: string | undefined
  file: string
  /** Why Tableau takes it. */
  reason: string
}

/** What was done in one folder. */
export interface InstalledFile {
  place: ConnectorPlace
  /** Absolute. */
  file: string
  outcome: 'installed' | 'replaced' | 'unchanged'
  /** What lay there under the same name; without an identity where it was not a connector. */
  replaced?: Partial<ConnectorIdentity>
  /** Since Tableau 2022.2. */
  outrankedBy?: Rival
  /** Before Tableau 2022.2, where newer releases take this one. */
  outrankedBefore?: Rival
}

/** What {@link installTaco} did. */
export interface Installation extends ConnectorIdentity {
  targets: InstalledFile[]
}

/**
 * Copies a `.taco` into folders in which Tableau looks. A file of the same name is replaced; each is written whole or not
 * at all.
 *
 * @param bytes the whole `.taco`: in memory, or an open file. What is copied from a file is judged again before it
 *   replaces anything.
 * @param fileName the name to give it there
 * @throws TacosmithError `connector-invalid` where it is not a connector, or Tableau would refuse its signature and that
 *   is not tolerated; `archive-malformed` where it cannot be read; `output` where a folder cannot be written to. The
 *   latter names what was written before.
 */
export async function installTaco(
  bytes: ArchiveBytes,
  fileName: string,
  options: InstallOptions,
): Promise<Installation> {
  const identity = await identifyTaco(bytes, options.trust, fileName)
  refuseSignature(fileName, identity.signature, options.tolerate ?? 'nothing')
  const targets: InstalledFile[] = []
  for (const { place, searched } of options.places) {
    const written = await write({ bytes, identity }, place, fileName, options, targets)
    targets.push({ ...written, ...(await findRivals(identity, written.file, searched, options)) })
  }
  return { ...identity, targets }
}

const refusals: Record<Exclude<VerdictStatus, 'verified'>, string> = {
  unsigned: 'it is not signed',
  'partially-signed': 'some of its files are not signed',
  tampered: 'it was changed after it was signed',
  untrusted: 'its signer is not trusted on this machine',
  expired: 'its signature has expired',
  'not-yet-valid': 'the certificate of its signer is not yet valid',
  'bad-key-usage': 'the certificate of its signer is not for code signing',
  weak: 'its signature is too weak',
  malformed: 'its archive is malformed',
}

function refuseSignature(
  fileName: string,
  status: VerdictStatus | 'unpacked',
  tolerate: NonNullable<InstallOptions['tolerate']>,
): void {
  if (status === 'verified' || status === 'unpacked' || tolerate === 'unverified') return
  if (status === 'unsigned' && tolerate === 'unsigned') return
  throw new TacosmithError(
    'connector-invalid',
    `${fileName} is not installed: ${refusals[status]}, so Tableau would not load it`,
    {
      help: `${remedies[status] ?? 'Run tacosmith verify to see why.'} --allow-unverified installs it anyway.`,
    },
  )
}

const remedies: Partial<Record<VerdictStatus, string>> = {
  unsigned: 'Sign it with tacosmith sign, or try it unsigned with tacosmith run.',
  untrusted: 'If Tableau trusts its root where it will run, add that root with --truststore.',
}

/** What is installed, and what it was found to be. */
interface Judged {
  bytes: ArchiveBytes
  identity: ConnectorIdentity
}

async function write(
  judged: Judged,
  place: ConnectorPlace,
  fileName: string,
  { host, trust }: InstallOptions,
  done: readonly InstalledFile[],
): Promise<InstalledFile> {
  const { bytes } = judged
  const file = pathsOf(host).join(place.folder, fileName)
  const present = await inspectPresent(file, bytes, trust)
  if (present === 'same') return { place, file, outcome: 'unchanged' }
  try {
    await writeFileWhole(file, bytes, {
      approve: async (copy) => {
        if (!(bytes instanceof Uint8Array)) await refuseAnother(copy, judged, trust, fileName)
      },
    })
  } catch (cause) {
    throw done.length === 0 || !(cause instanceof TacosmithError) ? cause : afterOthers(cause, done)
  }
  if (present === undefined) return { place, file, outcome: 'installed' }
  return { place, file, outcome: 'replaced', replaced: present }
}

/** What lies there: nothing, the same file already, or another one, which may be no connector at all. */
async function inspectPresent(
  file: string,
  bytes: ArchiveBytes,
  trust: readonly Uint8Array[],
): Promise<'same' | Partial<ConnectorIdentity> | undefined> {
  let present: TacoFile
  try {
    present = openTacoFile(file)
  } catch {
    return undefined
  }
  try {
    if (equalSources(present, byteSource(bytes))) return 'same'
    return await identifyTaco(present, trust, basename(file)).catch(() => ({}))
  } finally {
    // Windows does not replace a file that is open.
    present.close()
  }
}

/** Between judging a file and copying it another one may have been written in its place. */
async function refuseAnother(
  copy: string,
  { bytes, identity }: Judged,
  trust: readonly Uint8Array[],
  fileName: string,
): Promise<void> {
  byteSource(bytes).checkUnchanged()
  const copied = await withTacoFile(copy, (taco) => identifyTaco(taco, trust, fileName)).catch(
    () => undefined,
  )
  if (isDeepStrictEqual(copied, identity)) return
  throw new TacosmithError('environment', `${fileName} was changed while it was being read`, {
    help: 'Wait until the program that is writing it has finished, and try again.',
  })
}

function afterOthers(cause: TacosmithError, done: readonly InstalledFile[]): TacosmithError {
  const others = done.map(({ file }) => file).join(', ')
  return new TacosmithError(cause.code, cause.message, {
    help: `${cause.help === undefined ? '' : `${cause.help} `}Already installed: ${others}.`,
    cause,
  })
}

/** A release that takes the first connector of a class that it comes to, whatever its version is. */
const releaseOfFirstLoaded = '2022.1'

/** The connectors that Tableau takes although this one was installed. */
async function findRivals(
  { class: className, minTableauVersion }: ConnectorIdentity,
  file: string,
  searched: readonly ConnectorPlace[],
  { host, trust }: InstallOptions,
): Promise<Pick<InstalledFile, 'outrankedBy' | 'outrankedBefore'>> {
  const contents: PlaceContents[] = []
  for (const place of searched) contents.push(await readPlace(place, host, trust))
  const rivalIn = (tableau?: string): Rival | undefined => {
    const { classes } = resolveLoadOrder(contents, tableau)
    const { winner, reason } = classes.find(({ class: name }) => name === className) ?? {}
    if (winner === undefined || reason === undefined || winner.file === file) return undefined
    return { class: className, version: winner.version, file: winner.file, reason }
  }
  const rival = rivalIn()
  if (rival !== undefined) return { outrankedBy: rival }
  const isForOlder =
    minTableauVersion === undefined || compareReleaseVersions(minTableauVersion, releaseOfFirstLoaded) <= 0
  const earlier = isForOlder ? rivalIn(releaseOfFirstLoaded) : undefined
  return earlier === undefined ? {} : { outrankedBefore: earlier }
}
