import type { PreviewContent } from '../content/preview-content.ts'
import type { Place } from '../dialog/dialog-model.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { EngineParts } from './engine/page-engine.ts'
import { followServer } from './shared-events.ts'

/** Where the page gets what it shows: from a server that follows the files, or from the folder that it was exported to. */
export interface PreviewApi {
  content(): Promise<PreviewContent>
  engine(): Promise<EngineParts>
  /** Calls back whenever there may be new content; undefined where the content never changes. */
  onChange: ((listener: () => void) => void) | undefined
  /** Opens a file in the user's editor; undefined where nobody can. */
  openEditor: ((place: Partial<Place> & { file: string }) => Promise<void>) | undefined
  /** Saves a scenario into a file; undefined where nobody can. */
  saveScenario: ((file: string, scenario: Scenario) => Promise<void>) | undefined
}

/** What an exported folder holds in scripts of its own, since a page from a file may not fetch. */
interface ExportedParts {
  tacosmithContent?: PreviewContent
  tacosmithEngine?: EngineParts
}

const exported = globalThis as ExportedParts

/** The API of wherever the page was opened. */
export function previewApi(): PreviewApi {
  const { tacosmithContent: content } = exported
  return content === undefined ? serverApi() : exportedApi(content)
}

function exportedApi(content: PreviewContent): PreviewApi {
  return {
    content: async () => content,
    engine: loadEngine,
    ...{ onChange: undefined, openEditor: undefined, saveScenario: undefined },
  }
}

function serverApi(): PreviewApi {
  return {
    async content() {
      const first = takeFirstContent()
      if (first !== undefined) return first
      const response = await ask('content.json')
      if (!response.ok) throw await refused(response)
      return (await response.json()) as PreviewContent
    },
    engine: loadEngine,
    onChange: followServer,
    openEditor: (place) => act('open-editor', place),
    saveScenario: (file, scenario) => act('save-scenario', { file, scenario }),
  }
}

/** The server has put it into the page, if it had read it by then. */
function takeFirstContent(): PreviewContent | undefined {
  const block = document.getElementById('tacosmith-content')
  block?.remove()
  return block === null ? undefined : (JSON.parse(block.textContent ?? '') as PreviewContent)
}

/** Anything but reading needs the token that the server wrote into the page; one that was started again has another. */
async function act(action: string, body: unknown): Promise<void> {
  const first = await post(action, body)
  if (first.status === 403) token = await newToken()
  const response = first.status === 403 ? await post(action, body) : first
  if (!response.ok) throw await refused(response)
}

let token: string | undefined

async function post(action: string, body: unknown): Promise<Response> {
  token ??= tokenIn(document)
  return await ask(action, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tacosmith-token': token },
    body: JSON.stringify(body),
  })
}

/** The page of the server that answers now; pages of other origins may not read it. */
async function newToken(): Promise<string> {
  const text = await (await ask('./')).text()
  return tokenIn(new DOMParser().parseFromString(text, 'text/html'))
}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { cache: 'no-store', ...init })
  } catch (cause) {
    throw new Error('the preview does not answer: start it again', { cause })
  }
}

function tokenIn(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="tacosmith-token"]')?.content ?? ''
}

async function refused(response: Response): Promise<Error> {
  const { message } = (await response.json().catch(() => ({}))) as { message?: string }
  return new Error(message ?? `the server answers ${response.status}`)
}

/** A script of its own, since only the first run needs it. */
async function loadEngine(): Promise<EngineParts> {
  if (exported.tacosmithEngine) return exported.tacosmithEngine
  await new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = 'engine.js'
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => reject(new Error('engine.js cannot be loaded')))
    document.head.append(script)
  })
  if (exported.tacosmithEngine) return exported.tacosmithEngine
  throw new Error('engine.js holds no engine')
}
