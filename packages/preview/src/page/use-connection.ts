import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type PreviewContent, standInKey } from '../content/preview-content.ts'
import type { DialogInput } from '../dialog/dialog-input.ts'
import { type DialogState, dialogState, type FitsPattern } from '../dialog/dialog-state.ts'
import { type Connection, connectionOf } from '../run/connection.ts'
import type { PageEngine, ScriptResult } from './engine/page-engine.ts'

/** The dialog as it is filled in, and what its scripts make of it. */
export interface LiveConnection {
  state: DialogState
  /** Of the latest attributes that the scripts were run with; undefined before the first run has ended. */
  result: ScriptResult | undefined
  /** What the driver gets of it; undefined before the first run has ended. */
  connection: Connection | undefined
  /** Whether the scripts run at this moment. */
  isRunning: boolean
}

const unknown: FitsPattern = () => undefined

/** Works out the dialog at each change, and has the engine try rules and scripts; of several changes only the last counts. */
export function useConnection(
  content: PreviewContent,
  input: DialogInput,
  engine: PageEngine,
): LiveConnection {
  const fitsPattern = useFittingPatterns(content, input, engine)
  const state = useMemo(() => dialogState(content.dialog, input, fitsPattern), [content, input, fitsPattern])
  const work = JSON.stringify([content.scripts, state.attributes, input.platform, input.host])
  const [result, setResult] = useState<ScriptResult>()
  const [isRunning, setRunning] = useState(false)
  const latest = useRef(work)
  useEffect(() => {
    latest.current = work
    setRunning(true)
    const standIns = content.standIns[standInKey(input.platform, input.host)] ?? ''
    const { scripts, exceptionName } = content
    const isLatest = (): boolean => latest.current === work
    const { attributes } = state
    void engine.run({ scripts, standIns, exceptionName, attributes }, isLatest).then((done) => {
      if (done === undefined || !isLatest()) return
      setResult(done)
      setRunning(false)
    })
  }, [work, engine])
  const connection = useMemo(() => result && connectionOf(content.dialog, result.outcomes), [content, result])
  return { state, result, connection, isRunning }
}

function useFittingPatterns(content: PreviewContent, input: DialogInput, engine: PageEngine): FitsPattern {
  const [fits, setFits] = useState<FitsPattern>(() => unknown)
  const pairs = useMemo(() => {
    const { fields } = dialogState(content.dialog, input, unknown)
    return [...fields.values()].flatMap(({ field, value }) =>
      field.pattern === undefined || value === '' ? [] : [{ pattern: field.pattern, value }],
    )
  }, [content, input])
  const key = JSON.stringify(pairs)
  const latest = useRef(key)
  useEffect(() => {
    latest.current = key
    if (pairs.length === 0) return
    const isLatest = (): boolean => latest.current === key
    const take = (known: FitsPattern): void => {
      if (isLatest()) setFits(() => known)
    }
    void engine.fits(pairs, isLatest, take).then(take)
  }, [key, engine])
  return fits
}
