import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import {
  buildTaco,
  type Connector,
  checkConnector,
  createSigner,
  minimumTableauVersion,
  readConnector,
  type SignedTaco,
  signTaco,
  TacosmithError,
  tacoSource,
  verifyTaco,
} from '@tacosmith/core'
import {
  applyRuleSettings,
  createReport,
  defaultTacoFileName,
  overlaySource,
  resolveOptions,
  tacoFileName,
  verifyIntegrity,
  writeFileWhole,
} from '@tacosmith/core/adapter'
import type { ActionProject } from '../project/action-project.ts'
import type { WantedVersion } from '../project/build-from-connector.ts'
import { alignVersion, type ManifestOverlay } from '../taco/stamp-version.ts'
import type { Outcome } from '../taco/taco-result.ts'

/**
 * Only checks a `.taco`; nothing is built.
 *
 * @throws TacosmithError `archive-malformed`; `connector-invalid` where the version is not that of the tag.
 */
export async function checkTaco(
  path: string,
  { options, cwd }: ActionProject,
  wanted: WantedVersion | undefined,
  workspace: string,
): Promise<Outcome> {
  const source = await tacoSource(await readFile(path), relative(workspace, path))
  if (wanted !== undefined) await alignVersion(source, wanted.version, wanted)
  const { report, readSource } = await checkConnector({ ...options, sign: false }, { cwd, source })
  return { report, readSource, taco: undefined }
}

/**
 * Takes over a `.taco` that was built before: checks it, gives it the version of the tag if that is asked for, and signs
 * it where a key is given. A file that stays as it is is not written.
 *
 * @throws TacosmithError `archive-malformed`; `connector-invalid` where the version is not that of the tag; what
 *   `signTaco` throws.
 */
export async function takeTaco(
  path: string,
  { options, cwd }: ActionProject,
  wanted: WantedVersion | undefined,
  workspace: string,
): Promise<Outcome> {
  const given = await readFile(path)
  const source = await tacoSource(given, relative(workspace, path))
  const manifest = wanted && (await alignVersion(source, wanted.version, wanted))
  const checkedSource = manifest ? overlaySource(source, manifest) : source
  const checked = await checkConnector({ ...options, sign: false }, { cwd, source: checkedSource })
  const { readSource } = checked
  if (!checked.report.ok && !options.validate?.force) return { ...checked, taco: undefined }

  const packaged = manifest ? await repackage(given, source, manifest, options) : given
  const signed = await sign(packaged, { options, cwd })
  const resolved = resolveOptions(options)
  const report = createReport(
    [...checked.report.diagnostics, ...applyRuleSettings(signed?.warnings ?? [], resolved.validate.rules)],
    resolved.validate,
  )
  if (!report.ok && !resolved.validate.force) return { report, readSource, taco: undefined }

  const connector = await readConnector(checkedSource)
  const bytes = signed?.bytes ?? packaged
  const name = nameFor(path, connector, options.fileName, manifest !== undefined)
  const file = join(dirname(path), name)
  if (bytes !== given || file !== path) await writeFileWhole(file, bytes)
  return {
    report,
    readSource,
    taco: describe(file, bytes, connector, signed, options.sign === 'development'),
  }
}

/** A signature that is there does not survive another version in the manifest. */
async function repackage(
  given: Uint8Array,
  source: Awaited<ReturnType<typeof tacoSource>>,
  overlay: ManifestOverlay,
  options: ActionProject['options'],
): Promise<Uint8Array> {
  if (!options.sign && (await verifyTaco(given)).status !== 'unsigned') {
    throw new TacosmithError(
      'signing',
      `${source.name} is signed, and stamping its version would break the signature`,
      {
        help: 'Give a keystore to sign it again, or build it with the version of the tag.',
      },
    )
  }
  const built = await buildTaco(
    { ...options, sign: false, validate: { ...options.validate, force: true } },
    { source: overlaySource(source, overlay), write: false },
  )
  if (built.ok) return built.bytes
  throw new TacosmithError('internal', `${source.name} cannot be packaged again`)
}

async function sign(bytes: Uint8Array, { options, cwd }: ActionProject): Promise<SignedTaco | undefined> {
  const resolved = resolveOptions(options).sign
  if (resolved === false) return undefined
  if (resolved !== 'development') {
    for (const file of ['keystore', 'key', 'certificates'] as const) {
      if (resolved[file] !== undefined) resolved[file] = resolve(cwd, resolved[file])
    }
  }
  const { signer, alias } = await createSigner(resolved, cwd)
  const how = resolved === 'development' ? { timestamp: false as const, includeRoot: false } : resolved
  const signed = await signTaco(bytes, { ...how, signer, ...(alias === undefined ? {} : { alias }) })
  const [problem] = await verifyIntegrity(signed.content)
  if (problem === undefined) return signed
  throw new TacosmithError('verification', `the signed file does not verify: ${problem.message}`)
}

function nameFor(
  path: string,
  { className = '', pluginVersion = '' }: Connector,
  template: string | undefined,
  isStamped: boolean,
): string {
  if (template === undefined && !isStamped) return basename(path)
  return tacoFileName(template ?? defaultTacoFileName, { className, pluginVersion })
}

function describe(
  file: string,
  bytes: Uint8Array,
  connector: Connector,
  signed: SignedTaco | undefined,
  isDevelopmentSigned: boolean,
): NonNullable<Outcome['taco']> {
  return {
    file,
    name: basename(file),
    bytes,
    class: connector.className ?? '',
    version: connector.pluginVersion ?? '',
    minTableauVersion: minimumTableauVersion(connector).version,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    entries: connector.files.map(({ path, bytes: content }) => ({ name: path, size: content.length })),
    signature: signed && {
      signer: signed.signer,
      timestamp: signed.timestamp,
      validUntil: signed.validUntil,
    },
    isDevelopmentSigned,
  }
}
