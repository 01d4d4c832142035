import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Session } from '@tacosmith/core/adapter'
import { minimalConnector } from '@tacosmith/test-kit'
import { onTestFinished } from 'vitest'
import { contentReader } from '../content/content-reader.ts'
import { saveScenario } from '../scenarios/scenario-files.ts'
import { LiveContent } from '../server/live-content.ts'
import { type PreviewActions, previewHandler } from '../server/preview-handler.ts'
import { servePreview } from '../server/preview-server.ts'

/** A connector in a folder of its own, served as the command line does. */
export interface ServedConnector {
  /** The address of the page. */
  address: string
  /** Above the connector's folder. */
  project: string
  live: LiveContent
  /** What the page had opened in the editor. */
  opened: string[]
  /** Writes a file of the connector, and tells the page. */
  change(file: string, text: string): Promise<void>
  /** Ends the server; what is to be done without one is done, and another one, with a token of its own, takes its port. */
  restart(meanwhile: () => Promise<void>): Promise<void>
}

/** Serves a minimal connector with files of its own until the test has ended. Its scripts are plain ones. */
export async function serveConnector(files: Record<string, string> = {}): Promise<ServedConnector> {
  const project = await mkdtemp(join(tmpdir(), 'tacosmith-preview-'))
  const folder = join(project, 'connector')
  const write = async (file: string, text: string): Promise<void> => {
    const path = join(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  for (const [file, text] of Object.entries(minimalConnector(files))) await write(file, text)
  const session = new Session({ connector: folder }, { cwd: project })
  const scenarios = join(project, 'scenarios')
  const live = new LiveContent(
    contentReader({
      scenarios,
      read: () => session.read(),
      build: async () => ({ scripts: { overlay: {}, findings: [], sources: {} } }),
    }),
  )
  const opened: string[] = []
  const actions: PreviewActions = {
    openEditor: async ({ file, line, column }) => void opened.push([file, line, column].join(':')),
    saveScenario: (file, scenario) => saveScenario(scenarios, file, scenario),
  }
  const serve = (port: number) => servePreview(previewHandler(live, actions), port)
  let server = await serve(0)
  onTestFinished(async () => {
    await server.close()
    await rm(project, { recursive: true, force: true })
  })
  const { address } = server
  return {
    ...{ address, project, live, opened },
    change: async (file, text) => {
      await write(file, text)
      live.changed()
    },
    restart: async (meanwhile) => {
      await server.close()
      await meanwhile()
      server = await serve(Number(new URL(address).port))
    },
  }
}
