import { useState } from 'preact/hooks'
import type { PreviewContent } from '../../content/preview-content.ts'
import type { DialogInput } from '../../dialog/dialog-input.ts'
import type { PageEngine } from '../engine/page-engine.ts'
import { FaultBoundary } from '../faults/fault-boundary.tsx'
import type { PreviewApi } from '../preview-api.ts'
import type { LiveConnection } from '../use-connection.ts'
import { AttributesPanel } from './attributes-panel.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { KeyPanel } from './key-panel.tsx'
import { LanguagesPanel } from './languages-panel.tsx'
import { ScenariosPanel } from './scenarios-panel.tsx'

/** What every panel beside the dialog may need. */
export interface PanelProps {
  api: PreviewApi
  engine: PageEngine
  content: PreviewContent
  input: DialogInput
  setInput(input: DialogInput): void
  connection: LiveConnection
  language: string
  /** Whether secrets are shown as they are. */
  showsSecrets: boolean
}

/** The parts in their order; a fault in one leaves the others. */
const PANELS = [
  ['Connection', ConnectionPanel],
  ['Attributes', AttributesPanel],
  ['Connection key', KeyPanel],
  ['Scenarios', ScenariosPanel],
  ['Findings', FindingsPanel],
  ['Changes', ChangesPanel],
  ['Languages', LanguagesPanel],
] as const

/** What comes of the dialog, beside it. */
export function Panels(props: Omit<PanelProps, 'showsSecrets'>) {
  const [showsSecrets, setShowsSecrets] = useState(false)
  const all = { ...props, showsSecrets }
  return (
    <div class="panels" aria-busy={props.connection.isRunning || props.connection.result === undefined}>
      <label class="reveal">
        <input
          type="checkbox"
          checked={showsSecrets}
          onChange={({ currentTarget }) => setShowsSecrets(currentTarget.checked)}
        />
        Show secrets
      </label>
      {PANELS.map(([name, Part]) => (
        <FaultBoundary key={name} what={`The part “${name}” cannot be drawn.`} of={props.content}>
          <Part {...all} />
        </FaultBoundary>
      ))}
    </div>
  )
}
