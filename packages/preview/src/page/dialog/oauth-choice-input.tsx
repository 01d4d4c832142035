import { useId } from 'preact/hooks'
import type { DialogProps } from './dialog-window.tsx'
import { Localised } from './localised.tsx'

/** The drop-down with which users choose one of several OAuth configurations. */
export function OauthChoiceInput({ connection, change, textOf }: DialogProps) {
  const id = useId()
  const { oauth } = connection.state
  if (oauth === undefined) return null
  return (
    <div class="field">
      <label for={id}>OAuth Config Id</label>
      <select
        id={id}
        value={oauth.chosen.id}
        onChange={({ currentTarget }) => change({ oauthConfigId: currentTarget.value })}
      >
        {oauth.choices.map(({ id: one, label }) => (
          <option key={one} value={one}>
            <Localised {...textOf(label)} />
          </option>
        ))}
      </select>
    </div>
  )
}
