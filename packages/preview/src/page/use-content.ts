import { useLayoutEffect, useState } from 'preact/hooks'
import type { PreviewContent } from '../content/preview-content.ts'
import type { PreviewApi } from './preview-api.ts'

/** The connector as it is now; undefined until it was read for the first time. */
export interface LiveContent {
  content: PreviewContent | undefined
  /** Why the page cannot follow the files any more, for instance since the server has ended. */
  trouble: string | undefined
}

/** Reads the content, and again whenever a file changes. */
export function useContent(api: PreviewApi): LiveContent {
  const [live, setLive] = useState<LiveContent>({ content: undefined, trouble: undefined })
  // Not after the next frame: there is nothing to see before the content.
  useLayoutEffect(() => {
    let isAsking = false
    let isStale = false
    const refresh = async (): Promise<void> => {
      isStale = true
      if (isAsking) return
      isAsking = true
      while (isStale) {
        isStale = false
        await api.content().then(
          (content) =>
            setLive((last) =>
              last.content?.digest === content.digest && !last.trouble
                ? last
                : { content, trouble: undefined },
            ),
          (cause: unknown) =>
            setLive(({ content }) => ({
              content,
              trouble: cause instanceof Error ? cause.message : String(cause),
            })),
        )
      }
      isAsking = false
    }
    void refresh()
    api.onChange?.(() => void refresh())
  }, [api])
  return live
}
