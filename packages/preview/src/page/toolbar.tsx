import type { DialogInput } from '../dialog/dialog-input.ts'
import { type DialogModel, platforms } from '../dialog/dialog-model.ts'
import type { Release } from './dialog/dialog-props.ts'
import { Choice } from './parts/choice.tsx'

interface ToolbarProps {
  dialog: DialogModel
  input: DialogInput
  change(changes: Partial<DialogInput>): void
  language: string
  release: Release
  setRelease(release: Release): void
}

const VIEWS = [
  ['new', 'New connection'],
  ['edit', 'Edit connection'],
  ['reconnect', 'Open a workbook'],
] as const
const HOSTS = [
  ['desktop', 'Desktop'],
  ['server', 'Server'],
] as const
const RELEASES = [
  ['since-2023', '2023 and later'],
  ['before-2023', 'before 2023'],
] as const
const PLATFORMS = { win: 'Windows', mac: 'macOS', linux: 'Linux' } as const
const HIDDEN = [
  ['absent', 'absent'],
  ['default', 'their default'],
] as const

/** Where and when Tableau shows the dialog. */
export function Toolbar({ dialog, input, change, language, release, setRelease }: ToolbarProps) {
  const languages = dialog.languages.length === 0 ? ['en_US'] : dialog.languages
  return (
    <fieldset class="toolbar">
      <legend class="unseen">What is shown</legend>
      <Choice
        label="View"
        value={input.view}
        options={VIEWS}
        onChange={(view) => change(forView(input, dialog, view))}
      />
      <Choice label="Tableau" value={input.host} options={HOSTS} onChange={(host) => change({ host })} />
      <Choice
        label="Platform"
        value={input.platform}
        options={platforms.map((platform) => [platform, PLATFORMS[platform]] as const)}
        onChange={(platform) => change({ platform })}
      />
      <Choice
        label="Language"
        value={language}
        options={languages.map((one) => [one, one] as const)}
        onChange={(chosen) => change({ language: chosen })}
      />
      <Choice label="Release" value={release} options={RELEASES} onChange={setRelease} />
      <Choice
        label="Hidden fields are (?)"
        hint="Tableau's documentation does not say what scripts get of fields whose conditions do not hold."
        value={input.hiddenFields}
        options={HIDDEN}
        onChange={(hiddenFields) => change({ hiddenFields })}
      />
      <button type="button" class="plain" onClick={() => change({ values: {} })}>
        Reset values
      </button>
    </fieldset>
  )
}

/** What changes with the view: for a connection that exists Tableau has what was typed, but no secrets. */
export function forView(
  { values }: DialogInput,
  { fields }: DialogModel,
  view: DialogInput['view'],
): Partial<DialogInput> {
  if (view === 'new') return { view }
  const secret = new Set(fields.filter(({ isSecure }) => isSecure).map(({ name }) => name))
  return { view, values: Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name))) }
}
