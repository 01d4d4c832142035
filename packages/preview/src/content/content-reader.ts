import { TacosmithError } from '@tacosmith/core'
import { codeFrame, type FinishedScripts, type Snapshot } from '@tacosmith/core/adapter'
import type { Place } from '../dialog/dialog-model.ts'
import type { ScenarioFile } from '../scenarios/scenario.ts'
import { readScenarios } from '../scenarios/scenario-files.ts'
import type { Mistake, PreviewContent, PreviewFailure } from './preview-content.ts'
import { readContent, withDigest } from './read-content.ts'
import { SavedState } from './saved-state.ts'
import { unreadFile } from './unread-file.ts'

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
      if (content.failure === undefined || content.failure.below === 'whole') last = content
      return content
    } catch (cause) {
      if (!(cause instanceof TacosmithError) || last === undefined) throw cause
      return withFailure(last, failureOf(cause, 'earlier'))
    }
  }
}

async function currentContent(
  source: PreviewSource,
  saved: SavedState,
  last: PreviewContent | undefined,
): Promise<PreviewContent> {
  const snapshot = await source.read()
  const [{ scripts, failure }, { scenarios, mistake }, changes] = await Promise.all([
    source.build(snapshot),
    usableScenarios(source.scenarios),
    saved.changes(snapshot),
  ])
  const content = await readContent(snapshot, { scripts, scenarios, ...(changes && { changes }) })
  const broken = failure === undefined ? unreadFile(snapshot, content.findings) : scriptFailure(failure)
  if (broken === undefined) return mistake ? withFailure(content, failureOf(mistake, 'whole')) : content
  if (last === undefined) return withFailure(content, { ...broken, below: 'rest' })
  // What could be read of a broken connector would be a dialog with holes.
  const { dialog, scripts: earlierScripts } = last
  const shown = { ...content, dialog, scripts: { ...earlierScripts, ...content.scripts } }
  return withFailure(shown, { ...broken, below: 'earlier' })
}

/** A mistake in a scenario is none of the connector's, which is shown all the same. */
async function usableScenarios(
  folder: string | undefined,
): Promise<{ scenarios: ScenarioFile[]; mistake?: TacosmithError }> {
  try {
    return { scenarios: folder === undefined ? [] : await readScenarios(folder) }
  } catch (mistake) {
    if (!(mistake instanceof TacosmithError)) throw mistake
    return { scenarios: [], mistake }
  }
}

function failureOf({ message, help }: TacosmithError, below: PreviewFailure['below']): PreviewFailure {
  return { message, help, place: undefined, frame: undefined, below }
}

function withFailure({ digest, ...content }: PreviewContent, failure: PreviewFailure): PreviewContent {
  return withDigest({ ...content, failure })
}

function scriptFailure({ message, help, place }: ScriptFailure): Mistake {
  const { text, ...where } = place ?? {}
  return {
    message,
    help,
    place: place && (where as Place),
    frame: place && text !== undefined ? codeFrame(text, place.line, place.column) : undefined,
  }
}
