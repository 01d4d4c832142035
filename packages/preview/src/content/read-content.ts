import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Diagnostic } from '@tacosmith/core'
import {
  checkSnapshot,
  codeFrame,
  type FinishedScripts,
  type Snapshot,
  standInGlobals,
  tableauExceptionName,
} from '@tacosmith/core/adapter'
import { hosts } from '../dialog/dialog-input.ts'
import { type DialogModel, platforms } from '../dialog/dialog-model.ts'
import { dialogModelOf } from '../model/dialog-model-of.ts'
import type { ScriptTexts } from '../run/script-program.ts'
import { standInSettings } from '../run/stand-in-settings.ts'
import type { ScenarioFile } from '../scenarios/scenario.ts'
import { listedAttributes } from './listed-attributes.ts'
import {
  type PreviewChange,
  type PreviewContent,
  type PreviewFinding,
  standInKey,
} from './preview-content.ts'
import { unreadAttributes } from './unread-attributes.ts'

/** What an adapter knows besides the connector. */
export interface ContentAdditions {
  /** The scripts that were built; those that were not are left out. */
  scripts?: FinishedScripts
  scenarios?: readonly ScenarioFile[]
  changes?: readonly PreviewChange[]
}

/** Makes the content of a page from a connector at one moment. */
export async function readContent(
  snapshot: Snapshot,
  additions: ContentAdditions = {},
): Promise<PreviewContent> {
  const { scripts: built, scenarios = [], changes } = additions
  const { report, readSource } = await checkSnapshot(snapshot, built)
  // What comes between two of these is answered in between.
  await setImmediate()
  const dialog = dialogModelOf(snapshot.connector)
  const unread = await unreadAttributes(snapshot, dialog, built)
  await setImmediate()
  return withDigest({
    dialog,
    scripts: await scriptTexts(snapshot, built),
    scriptFiles: Object.fromEntries(snapshot.scripts.map(({ role, sourcePath }) => [role, sourcePath])),
    builtScripts: snapshot.modules.map(({ role }) => role),
    standIns: standInTexts(dialog),
    exceptionName: tableauExceptionName,
    findings: report.diagnostics.map((finding) => previewFinding(finding, readSource)),
    failure: undefined,
    scenarios: [...scenarios],
    changes: changes && [...changes],
    unread,
    listed: listedAttributes(snapshot.connector),
  })
}

/** The content with a digest of all of it. */
export function withDigest(content: Omit<PreviewContent, 'digest'>): PreviewContent {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return { digest, ...content }
}

function standInTexts(dialog: DialogModel): Record<string, string> {
  const all = platforms.flatMap((platform) => hosts.map((host) => ({ platform, host })))
  return Object.fromEntries(
    all.map(({ platform, host }) => [
      standInKey(platform, host),
      standInGlobals(standInSettings(dialog, platform, host)),
    ]),
  )
}

async function scriptTexts(
  { source, scripts }: Snapshot,
  built: FinishedScripts | undefined,
): Promise<ScriptTexts> {
  const texts: ScriptTexts = {}
  for (const { kind, role, path } of scripts) {
    const bytes = kind === 'plain' ? await source.read(path) : undefined
    const text = built?.overlay[path] ?? (bytes && new TextDecoder().decode(bytes))
    if (text !== undefined) texts[role] = text
  }
  return texts
}

function previewFinding(
  { rule, severity, message, file, line, column, help, url }: Diagnostic,
  readSource: (file: string) => string | undefined,
): PreviewFinding {
  const text = file === undefined || line === undefined ? undefined : readSource(file)
  return {
    ...{ rule, severity, message, help, url },
    place: file === undefined ? undefined : { file, line, column },
    frame: text === undefined || line === undefined ? undefined : codeFrame(text, line, column),
  }
}
