import { useEffect, useState } from 'preact/hooks'
import type { PreviewContent } from '../../content/preview-content.ts'
import { standInKey } from '../../content/preview-content.ts'
import { dialogState } from '../../dialog/dialog-state.ts'
import { type Difference, differences, outcomeOf, scenarioInput } from '../../scenarios/run-scenario.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { scenarioMistakes } from '../../scenarios/scenario-mistakes.ts'
import type { PageEngine } from '../engine/page-engine.ts'
import { Prose } from '../parts/prose.tsx'
import { Panel } from './panel.tsx'
import type { PanelProps } from './panels.tsx'
import { SaveScenario } from './save-scenario.tsx'

/** The scenarios of the connector, with what came of them. */
export function ScenariosPanel(props: PanelProps) {
  const { content, engine, setInput, api } = props
  const results = useScenarioResults(content, engine)
  const count = content.scenarios.reduce((sum, { scenarios }) => sum + scenarios.length, 0)
  return (
    <Panel title={count === 0 ? 'Scenarios' : `Scenarios (${count})`}>
      {count === 0 ? (
        <p class="quiet">
          A scenario holds what a user enters and the expected result; <code>tacosmith test</code> runs them.
        </p>
      ) : null}
      {content.scenarios.map(({ path, scenarios }) => (
        <section key={path} aria-label={path}>
          <h3>
            <code>{path}</code>
          </h3>
          <ul class="scenarios">
            {scenarios.map((scenario, index) => (
              <ScenarioResult
                key={`${scenario.name} ${index}`}
                scenario={scenario}
                found={results.get(`${path} ${index}`)}
                fillIn={() => setInput(scenarioInput(scenario))}
              />
            ))}
          </ul>
        </section>
      ))}
      {api.saveScenario === undefined ? null : <SaveScenario {...props} save={api.saveScenario} />}
    </Panel>
  )
}

interface ScenarioResultProps {
  scenario: Scenario
  /** Undefined while it runs. */
  found: Difference[] | undefined
  fillIn(): void
}

function ScenarioResult({ scenario, found, fillIn }: ScenarioResultProps) {
  const state = found === undefined ? 'runs' : found.length === 0 ? 'passes' : 'fails'
  return (
    <li class={state}>
      <span class="verdict">{state}</span> {scenario.name}{' '}
      <button type="button" class="plain" aria-label={`Fill in ${scenario.name}`} onClick={fillIn}>
        Fill in
      </button>
      {found === undefined || found.length === 0 ? null : (
        <dl class="differences">
          {found.map(({ what, expected, actual, message }) => (
            <div key={what}>
              <dt>{what}</dt>
              {message === undefined ? (
                <>
                  <dd class="expected">{written(expected)}</dd>
                  <dd class="actual">{written(actual)}</dd>
                </>
              ) : (
                <dd>
                  <Prose text={message} />
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function written(value: unknown): string {
  if (value === undefined) return '(nothing)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Runs all scenarios whenever the connector has changed. */
function useScenarioResults(content: PreviewContent, engine: PageEngine): Map<string, Difference[]> {
  const [results, setResults] = useState(new Map<string, Difference[]>())
  useEffect(() => {
    let isStale = false
    setResults(new Map())
    const runAll = async (): Promise<void> => {
      for (const { path, scenarios } of content.scenarios) {
        for (const [index, scenario] of scenarios.entries()) {
          const found = await runInPage(content, scenario, engine)
          if (isStale) return
          setResults((last) => new Map([...last, [`${path} ${index}`, found]]))
        }
      }
    }
    void runAll()
    return () => {
      isStale = true
    }
  }, [content.digest, engine])
  return results
}

async function runInPage(
  content: PreviewContent,
  scenario: Scenario,
  engine: PageEngine,
): Promise<Difference[]> {
  const { dialog, scripts, exceptionName } = content
  const input = scenarioInput(scenario)
  const { fields } = dialogState(dialog, input, () => undefined)
  const pairs = [...fields.values()].flatMap(({ field, value }) =>
    field.pattern === undefined || value === '' ? [] : [{ pattern: field.pattern, value }],
  )
  const state = dialogState(dialog, input, await engine.fits(pairs))
  const standIns = content.standIns[standInKey(input.platform, input.host)] ?? ''
  const { outcomes } = await engine.run({ scripts, standIns, exceptionName, attributes: state.attributes })
  return [
    ...scenarioMistakes(dialog, scripts, scenario),
    ...differences(scenario, outcomeOf(dialog, state, outcomes)),
  ]
}
