import {
  contentReader,
  editorFor,
  LiveContent,
  type PreviewServer,
  previewHandler,
  saveScenario,
  servePreview,
} from '@tacosmith/preview'
import { openDevProject } from '../dev/dev-project.ts'
import { FollowedFiles } from './follow-files.ts'
import { PreviewProject } from './preview-project.ts'

/** A page that follows a connector's folder. */
export interface LivePreview {
  /** Where it is, with a slash at the end. */
  address: string
  close(): Promise<void>
}

/**
 * Serves the dialog of a connector's folder, and follows its files.
 *
 * @param path - As on the command line.
 * @param port - Default: the usual one, or another if that is taken.
 * @throws TacosmithError where the connector cannot be read to begin with, or the port cannot be used.
 */
export async function startLivePreview(
  path: string | undefined,
  cwd: string,
  port: number | undefined,
): Promise<LivePreview> {
  const followed = new FollowedFiles(() => live?.changed())
  let live: LiveContent | undefined
  try {
    const followFile = (file: string): void => followed.followFile(file)
    const opened = await openDevProject(path, undefined, cwd, followFile)
    const { connector } = opened.options
    const project = new PreviewProject(opened, connector, followFile)
    followed.follow(project.watchFolders)
    live = followingContent(project, followed)
    // What is wrong to begin with is told at once, and the first page comes without waiting.
    await live.get()
    const handler = previewHandler(live, {
      openEditor: editorFor(connector),
      saveScenario: (file, scenario) => saveScenario(project.scenarios, file, scenario),
    })
    return closingAlso(await servePreview(handler, port), followed)
  } catch (error) {
    // What is watched would keep the process from ending.
    followed.close()
    throw error
  }
}

/** Content that has the folders followed that the project turns out to depend on. */
function followingContent(project: PreviewProject, followed: FollowedFiles): LiveContent {
  const read = contentReader(project)
  return new LiveContent(async () => {
    const content = await read()
    followed.follow(project.watchFolders)
    return content
  })
}

function closingAlso(server: PreviewServer, followed: FollowedFiles): LivePreview {
  return {
    address: server.address,
    async close() {
      followed.close()
      await server.close()
    },
  }
}
