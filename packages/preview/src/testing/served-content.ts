import { onTestFinished } from 'vitest'
import type { PreviewContent } from '../content/preview-content.ts'
import { LiveContent } from '../server/live-content.ts'
import { previewHandler } from '../server/preview-handler.ts'
import { servePreview } from '../server/preview-server.ts'

/** Serves a page of this content until the test has ended; gives its address. */
export async function serveContent(content: PreviewContent): Promise<string> {
  const server = await servePreview(previewHandler(new LiveContent(async () => content)), 0)
  onTestFinished(() => server.close())
  return server.address
}
