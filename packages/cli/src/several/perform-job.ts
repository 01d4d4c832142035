import { folderSource, type Report, TacosmithError } from '@tacosmith/core'
import {
  checkSnapshot,
  createReport,
  newAttributeTypes,
  packSnapshot,
  type Snapshot,
  type SnapshotAdditions,
  untrustedSource,
} from '@tacosmith/core/adapter'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import { checkScriptSources } from '../project/check-script-sources.ts'
import type { ConnectorJob, JobAnswer, JobFailure, JobResult } from './connector-job.ts'

/** Checks or packages a connector, and writes nothing. Never throws. */
export async function performJob(job: ConnectorJob): Promise<JobAnswer> {
  try {
    return { result: await perform(job) }
  } catch (error) {
    return { failure: failureOf(error, job.options.connector) }
  }
}

/**
 * An error as plain data; of what is no user's mistake with its stack.
 *
 * @param connector - What it is about, which the message of a user's mistake says itself.
 */
export function failureOf(error: unknown, connector: string): JobFailure {
  if (error instanceof TacosmithError && exitCodeFor(error.code) !== exitCodes.fault) {
    const { code, message, help } = error
    return { code, message, ...(help ? { help } : {}) }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return {
    code: 'internal',
    message: `tacosmith failed on ${connector}: ${message}`,
    help: 'This is a bug in tacosmith. Please report it with the lines below.',
    ...(stack === undefined ? {} : { stack }),
  }
}

async function perform({ purpose, options, cwd, untrusted }: ConnectorJob): Promise<JobResult> {
  const source = untrusted ? untrustedSource(folderSource(options.connector)) : undefined
  const { snapshot, scripts } = await checkScriptSources(options, cwd, purpose, {
    untrusted: source,
    writeTypes: false,
  })
  const wanted = purpose === 'build' ? 'for-scripts' : 'where-present'
  const { readSource, ...found } = await (purpose === 'build' ? pack : check)(snapshot, scripts)
  const { className, pluginVersion } = snapshot.connector
  return {
    ...found,
    folder: snapshot.folder,
    class: className,
    version: pluginVersion,
    sources: textsOf(found.report, readSource),
    types: untrusted ? undefined : await newAttributeTypes(snapshot, wanted),
  }
}

/** What depends on whether a connector is only to be checked. */
type Found = Pick<JobResult, 'report' | 'engine' | 'packed'> & {
  readSource(file: string): string | undefined
}

async function check(snapshot: Snapshot, scripts: SnapshotAdditions): Promise<Found> {
  const { report, engine, readSource } = await checkSnapshot(snapshot, scripts)
  return { report, engine, packed: undefined, readSource }
}

async function pack(snapshot: Snapshot, scripts: SnapshotAdditions): Promise<Found> {
  const { readSource, ...packed } = await packSnapshot(snapshot, scripts)
  if (!packed.ok) return { report: packed.report, engine: undefined, packed: undefined, readSource }
  const report = createReport(packed.findings, snapshot.options.validate)
  return { report, engine: undefined, packed, readSource }
}

function textsOf(
  { diagnostics }: Report,
  readSource: (file: string) => string | undefined,
): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const file of new Set(diagnostics.flatMap(({ file = [] }) => file))) {
    const text = readSource(file)
    if (text !== undefined) texts[file] = text
  }
  return texts
}
