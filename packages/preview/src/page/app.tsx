import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PreviewContent } from '../content/preview-content.ts'
import type { DialogInput } from '../dialog/dialog-input.ts'
import { fallbackLanguage, localise } from '../dialog/dialog-texts.ts'
import type { Release } from './dialog/dialog-props.ts'
import { DialogWindow } from './dialog/dialog-window.tsx'
import type { PageEngine } from './engine/page-engine.ts'
import { FailureNotice } from './failure-notice.tsx'
import { FaultBoundary } from './faults/fault-boundary.tsx'
import { LooseFaults } from './faults/loose-faults.tsx'
import { Panels } from './panels/panels.tsx'
import type { PreviewApi } from './preview-api.ts'
import { shownInAddress } from './shown-in-address.ts'
import { forView, Toolbar } from './toolbar.tsx'
import { useConnection } from './use-connection.ts'
import { useContent } from './use-content.ts'

interface AppProps {
  api: PreviewApi
  engine: PageEngine
}

/** The whole page. */
export function App({ api, engine }: AppProps) {
  const { content, trouble } = useContent(api)
  return (
    <>
      <LooseFaults />
      {content === undefined ? (
        <p class="notice">
          {trouble === undefined ? 'Reading the connector…' : `The connector cannot be read: ${trouble}`}
        </p>
      ) : (
        <FaultBoundary what="The page cannot be drawn." of={content}>
          <Preview api={api} engine={engine} content={content} trouble={trouble} />
        </FaultBoundary>
      )}
    </>
  )
}

interface PreviewProps extends AppProps {
  content: PreviewContent
  trouble: string | undefined
}

function Preview({ api, engine, content, trouble }: PreviewProps) {
  const [input, setInput] = useState<DialogInput>(() => firstInput(content))
  const [release, setRelease] = useState<Release>('since-2023')
  const connection = useConnection(content, input, engine)
  const { dialog } = content
  const language = dialog.languages.includes(input.language ?? '') ? (input.language ?? '') : fallbackLanguage
  const textOf = useMemo(() => (text: string) => localise(dialog, language, text), [dialog, language])
  const change = (changes: Partial<DialogInput>): void => setInput((last) => ({ ...last, ...changes }))
  const isBroken = content.failure?.below === 'rest'
  const title = textOf(dialog.name).text || dialog.className || 'Connector'
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
        <Toolbar {...{ dialog, input, change, language, release, setRelease }} />
      </header>
      {trouble === undefined ? null : (
        <p class="notice warning" role="status">
          {`The page does not follow the files any more: ${trouble}`}
        </p>
      )}
      {content.failure === undefined ? null : <FailureNotice failure={content.failure} api={api} />}
      <main class="columns">
        <FaultBoundary what="The dialog cannot be drawn." of={content}>
          <DialogWindow {...{ dialog, input, change, connection, textOf, language, release, isBroken }} />
        </FaultBoundary>
        <Panels {...{ api, engine, content, input, setInput, connection, language }} />
      </main>
    </>
  )
}

function firstInput({ dialog }: PreviewContent): DialogInput {
  const asked = shownInAddress(location.hash)
  return { ...asked, ...forView(asked, dialog, asked.view) }
}
