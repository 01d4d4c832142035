import { TacosmithError } from '@tacosmith/core'
import { codeFrame, type FinishedScripts, type Snapshot } from '@tacosmith/core/adapter'
import type { Place } from '../dialog/dialog-model.ts'
import { readScenarios } from '../scenarios/scenario-files.ts'
import type { PreviewContent, PreviewFailure } from './preview-content.ts'
import { readContent, withDigest } from './read-content.ts'
import { SavedState } from './saved-state.ts'

/** Where the content of a page comes from, and how its scripts are built. */
export interface PreviewSource {
  /** The connector as it is now. */
  read(): Promise<Snapshot>
  /** Builds those of the scripts that are written in TypeScript or as modules; one that fails does not keep back the others. */
  build(snapshot: Snapshot): Promise<BuiltScripts>
  /** The folder of the scenarios, absolute; undefined for a connector that has no folder of its own. */
  scenarios: string | undefined
}

/** What came of building the scripts. */
export interface BuiltScripts {
  scripts: FinishedScripts
  /** The first script that could not be built. */
  failure?: ScriptFailure
}

/** Why a script could not be built. */
export interface ScriptFailure {
  message: string
  help?: string | undefined
  place?: (Place & { text: string | undefined }) | undefined
}

/**
 * Makes what reads the content of a page again and again. While something is broken, the content is what it was before, and
 * says what is broken.
 */
export function contentReader(source: PreviewSource): () => Promise<PreviewContent> {
  let last: PreviewContent | undefined
  const saved = new SavedState()
  return async () => {
    try {
      const content = await currentContent(source, saved, last)
      if (content.failure === undefined) last = content
      return content
    } catch (cause) {
      if (!(cause instanceof TacosmithError) || last === undefined) throw cause
      const failure = { message: cause.message, help: cause.help, place: undefined, frame: undefined }
      return withFailure(last, failure)
    }
  }
}

async function currentContent(
  source: PreviewSource,
  saved: SavedState,
  last: PreviewContent | undefined,
): Promise<PreviewContent> {
  const snapshot = await source.read()
  const [{ scripts, failure }, scenarios, changes] = await Promise.all([
    source.build(snapshot),
    source.scenarios === undefined ? [] : readScenarios(source.scenarios),
    saved.changes(snapshot),
  ])
  const content = await readContent(snapshot, { scripts, scenarios, ...(changes && { changes }) })
  const broken = failure === undefined ? brokenFile(snapshot, content) : scriptFailure(failure)
  if (broken === undefined) return content
  // What could be read of a broken connector would be a dialog with holes.
  const { dialog, scripts: earlierScripts } = last ?? content
  return withFailure({ ...content, dialog, scripts: { ...earlierScripts, ...content.scripts } }, broken)
}

function withFailure({ digest, ...content }: PreviewContent, failure: PreviewFailure): PreviewContent {
  return withDigest({ ...content, failure })
}

function scriptFailure({ message, help, place }: ScriptFailure): PreviewFailure {
  const { text, ...where } = place ?? {}
  return {
    message,
    help,
    place: place && (where as Place),
    frame: place && text !== undefined ? codeFrame(text, place.line, place.column) : undefined,
  }
}

/** The first file that is not well-formed. */
function brokenFile({ connector }: Snapshot, { findings }: PreviewContent): PreviewFailure | undefined {
  const file = connector.files.find(({ kind, document }) => kind !== 'script' && document === undefined)
  if (file === undefined) return undefined
  const found = findings.find(({ severity, place }) => severity === 'error' && place?.file === file.path)
  const { message = `${file.path} cannot be read`, help, place, frame } = found ?? {}
  const { line, column = 1 } = place ?? {}
  return { message, help, frame, place: line === undefined ? undefined : { file: file.path, line, column } }
}
