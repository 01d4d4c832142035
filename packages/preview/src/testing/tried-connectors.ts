import { memorySource } from '@tacosmith/core'
import { Session } from '@tacosmith/core/adapter'
import { minimalConnector } from '@tacosmith/test-kit'
import type { PreviewContent } from '../content/preview-content.ts'
import { readContent } from '../content/read-content.ts'
import { documentedDialogs } from './documented-dialogs.ts'
import { exampleContent, exampleNames } from './example-connectors.ts'

/** A connector whose scripts are run in several engines. */
export interface TriedConnector {
  name: string
  content: PreviewContent
}

/** The examples of the repository, and the dialogs of the documentation. */
export async function triedConnectors(): Promise<TriedConnector[]> {
  const tried: TriedConnector[] = []
  for (const name of exampleNames) tried.push({ name, content: await exampleContent(name) })
  for (const { name, files } of documentedDialogs) {
    const session = new Session({}, { source: memorySource(minimalConnector(files)) })
    tried.push({ name, content: await readContent(await session.read()) })
  }
  return tried
}
