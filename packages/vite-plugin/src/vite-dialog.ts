import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join, sep } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import { finishScripts, Session, type Snapshot } from '@tacosmith/core/adapter'
import type { BuiltScripts, LiveContent, PreviewHandler, ScriptFailure } from '@tacosmith/preview'
import type { ViteDevServer } from 'vite'
import type { BuildError } from './rollup-interface.ts'
import { ScriptBuilds } from './script-builds.ts'
import { scriptFailure } from './script-messages.ts'
import { viteScriptBundler } from './vite-scripts.ts'

/** Where the dialog is in Vite's development server. */
export const dialogPath = '/__tacosmith/'

/** What the plugin knows of the connector and of Vite. */
export interface DialogSettings {
  options: TacoOptions
  /** The configuration is for the connector only: the start page then leads to the dialog. */
  isAlone: boolean
  viteVersion: string
}

/**
 * Shows the connection dialog in Vite's development server, beside whatever else it serves. Nothing is read before somebody
 * asks for it.
 */
export function serveDialog(server: ViteDevServer, { options, isAlone, viteVersion }: DialogSettings): void {
  const dialog = new ViteDialog(server, options, viteVersion)
  const { middlewares, config, watcher } = server
  const isStartPage = isAlone && !existsSync(join(config.root, 'index.html'))
  middlewares.use((request, response, next) => {
    const { url = '' } = request
    if (url === dialogPath.slice(0, -1) || (isStartPage && url === '/')) return redirect(response)
    if (!url.startsWith(dialogPath)) return next()
    request.url = url.slice(dialogPath.length - 1)
    dialog.handle(request, response).catch(next)
  })
  watcher.on('all', (_, path) => dialog.changed(path))
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    printUrls()
    const [local] = server.resolvedUrls?.local ?? []
    if (local === undefined) return
    config.logger.info(`  ➜  Connection dialog: ${new URL(dialogPath, local)}`)
  }
}

function redirect(response: ServerResponse): void {
  response.writeHead(302, { location: dialogPath })
  response.end()
}

/** Longer than the watcher takes two changes for one. */
const againMilliseconds = 150

/** The connector as the page sees it. */
class ViteDialog {
  readonly #server: ViteDevServer
  readonly #session: Session
  readonly #viteVersion: string
  readonly #scripts: ScriptBuilds = new ScriptBuilds()
  /** Folders and files whose change shows in the page, absolute. */
  readonly #inputs: Set<string> = new Set()
  #live: LiveContent | undefined
  #again: NodeJS.Timeout | undefined
  #handler: Promise<PreviewHandler> | undefined

  constructor(server: ViteDevServer, options: TacoOptions, viteVersion: string) {
    this.#server = server
    this.#viteVersion = viteVersion
    this.#session = new Session({ ...options, sign: false }, { cwd: server.config.root })
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#handler ??= this.#open().catch((cause: unknown) => {
      // What is wrong may be mended by the time that somebody asks again.
      this.#handler = undefined
      throw cause
    })
    await (await this.#handler)(request, response)
  }

  changed(path: string): void {
    const isInput = [...this.#inputs].some((input) => path === input || path.startsWith(input + sep))
    if (!isInput) return
    this.#live?.changed()
    // Of two changes in quick succession Vite's watcher tells the first only.
    clearTimeout(this.#again)
    this.#again = setTimeout(() => this.#live?.changed(), againMilliseconds)
  }

  async #open(): Promise<PreviewHandler> {
    const { contentReader, editorFor, LiveContent, previewHandler, saveScenario, scenarioFolder } =
      await import('@tacosmith/preview')
    const { folder } = await this.#session.read()
    const scenarios = scenarioFolder(folder, this.#server.config.root)
    this.#follow([folder, scenarios])
    this.#live = new LiveContent(
      contentReader({
        scenarios,
        read: () => this.#session.read(),
        build: (snapshot) => this.#build(snapshot),
      }),
    )
    return previewHandler(this.#live, {
      openEditor: editorFor(folder),
      saveScenario: (file, scenario) => saveScenario(scenarios, file, scenario),
    })
  }

  /** Vite's watcher knows the project; what lies elsewhere it has to be told. */
  #follow(paths: Iterable<string>): void {
    for (const path of paths) {
      if (this.#inputs.has(path)) continue
      this.#inputs.add(path)
      this.#server.watcher.add(path)
    }
  }

  async #build(snapshot: Snapshot): Promise<BuiltScripts> {
    const { config } = this.#server
    const { bundles, failures, files } = await this.#scripts.build(snapshot, () =>
      viteScriptBundler(config, this.#viteVersion),
    )
    this.#follow(files)
    const scripts = await finishScripts(snapshot.scripts, bundles, snapshot.options.scripts)
    const [failure] = failures.map(scriptFailure)
    return { scripts, ...(failure && { failure: await placedFailure(failure, files, snapshot.folder) }) }
  }
}

/** A failure with its place, as long as that is in the connector: what lies outside is never shown. */
async function placedFailure(
  { message, loc, id }: BuildError,
  files: ReadonlySet<string>,
  folder: string,
): Promise<ScriptFailure> {
  // Bundlers begin with how many errors there are, and name files from the root of the disk on.
  const told = message
    .replace(/^(?:Build|Transform) failed with \d+ errors?:\s*/, '')
    .replaceAll(folder + sep, '')
  if (loc === undefined) return { message: told }
  const { line, column } = loc
  // Some name the file in a drawing of the place only.
  const path = loc.file ?? id ?? [...files].find((file) => message.includes(`${basename(file)}:${line}:`))
  if (path === undefined || !path.startsWith(folder + sep)) return { message: told }
  const file = path.slice(folder.length + 1).replaceAll('\\', '/')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const [firstLine = told] = told.split('\n')
  const reason = firstLine
    .replace(`${file}:${line}:${column}: `, '')
    .replace(/^(?:ERROR|\[builtin:[\w-]+\]):? /, '')
  return { message: reason, place: { file, line, column: column + 1, text } }
}
