import { useId } from 'preact/hooks'
import type { DialogProps } from './dialog-props.ts'

/** The drop-down with which users choose one of several OAuth configurations. */
export function OauthChoiceInput({ connection, input, change, textOf }: DialogProps) {
  const id = useId()
  const { oauth } = connection.state
  if (oauth === undefined || oauth.choices.length < 2 || input.view === 'reconnect') return null
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
            {textOf(label).text}
          </option>
        ))}
      </select>
    </div>
  )
}
