import {
  contentReader,
  editorFor,
  LiveContent,
  type PreviewServer,
  previewHandler,
  saveScenario,
  servePreview,
} from '@tacosmith/preview'
import { ConfiguredProject } from './configured-project.ts'
import { FollowedFiles } from './follow-files.ts'

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
  const followed = new FollowedFiles((paths) => {
    project.changed(paths)
    live.changed()
  })
  const project = new ConfiguredProject(path, cwd, (file) => followed.followFile(file))
  const live = followingContent(project, followed)
  try {
    // What is wrong to begin with is told at once, and the first page comes without waiting.
    await live.get()
    const handler = previewHandler(live, {
      openEditor: (place) => editorFor(project.connector ?? cwd)(place),
      saveScenario: (file, scenario) => saveScenario(project.scenarios ?? cwd, file, scenario),
    })
    return closingAlso(await servePreview(handler, port), followed)
  } catch (error) {
    // What is watched would keep the process from ending.
    followed.close()
    throw error
  }
}

/** Content that has the folders followed that the project turns out to depend on. */
function followingContent(project: ConfiguredProject, followed: FollowedFiles): LiveContent {
  const read = contentReader(project)
  return new LiveContent(async () => {
    // A configuration that is broken says only in the end what to watch.
    followed.follow(project.watchFolders)
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
