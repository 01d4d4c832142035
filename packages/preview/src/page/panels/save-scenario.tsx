import { useId, useState } from 'preact/hooks'
import { secretAttributes } from '../../dialog/connection-attributes.ts'
import type { DialogInput } from '../../dialog/dialog-input.ts'
import { fallbackLanguage } from '../../dialog/dialog-texts.ts'
import { outcomeOf } from '../../scenarios/run-scenario.ts'
import type { Expectation, Scenario } from '../../scenarios/scenario.ts'
import type { PanelProps } from './panels.tsx'

interface SaveScenarioProps extends PanelProps {
  save(file: string, scenario: Scenario): Promise<void>
}

/** Saves what the dialog holds now, and what came of it, as a scenario. */
export function SaveScenario({ content, input, connection, language, save }: SaveScenarioProps) {
  const [name, setName] = useState('')
  const [told, setTold] = useState('')
  const id = useId()
  const file = content.scenarios[0]?.path ?? 'scenarios.json'
  const isTaken = content.scenarios.some(
    ({ path, scenarios }) => path === file && scenarios.some((one) => one.name === name),
  )
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const { result, state } = connection
    if (result === undefined || name === '') return
    const {
      connection: text,
      properties,
      exception,
      key,
      canSignIn,
    } = outcomeOf(content.dialog, state, result.outcomes)
    const expect: Expectation = {
      ...(text !== undefined && { connection: text }),
      ...(properties !== undefined && { properties }),
      ...(exception !== undefined && { exception }),
      ...{ key, canSignIn },
    }
    await save(file, scenarioOf(name, { ...input, language }, expect)).then(
      () => {
        setTold(`Saved to ${file}.`)
        setName('')
      },
      (cause: unknown) => setTold(cause instanceof Error ? cause.message : String(cause)),
    )
  }
  const isBroken = content.failure !== undefined && content.failure.below !== 'whole'
  const hasSecret = Object.keys(input.values).some((one) => secretAttributes.has(one))
  return (
    <form class="save-scenario" onSubmit={(event) => void submit(event)}>
      <label for={id}>Save the present values as</label>
      <input
        id={id}
        value={name}
        placeholder="Name of the scenario"
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <button type="submit" disabled={name === '' || connection.isRunning || isBroken}>
        {isTaken ? 'Replace' : 'Save'}
      </button>
      <p class="quiet" role="status">
        {isBroken ? 'The result of a broken connector is not saved: fix the mistake above first.' : ''}
        {told || (hasSecret ? 'The password is saved too: use one that is made up.' : '')}
      </p>
    </form>
  )
}

/** Only what differs from an untouched dialog is written down. */
function scenarioOf(name: string, input: DialogInput, expect: Expectation): Scenario {
  const { values, view, host, platform, hiddenFields, oauthConfigId, language = fallbackLanguage } = input
  return {
    name,
    values: { ...values },
    ...(view !== 'new' && { view }),
    ...(host !== 'desktop' && { host }),
    ...(platform !== 'win' && { platform }),
    ...(language !== fallbackLanguage && { language }),
    ...(hiddenFields !== 'absent' && { hiddenFields }),
    ...(oauthConfigId !== undefined && { oauthConfig: oauthConfigId }),
    expect,
  }
}
