import { useId } from 'preact/hooks'
import { dialogGuesses } from '../../dialog/dialog-guesses.ts'
import type { DialogProps } from './dialog-props.ts'

/** What of the dialog nobody has seen in Tableau. */
export function Guesses({ dialog, input, connection, release, language }: DialogProps) {
  const id = useId()
  const guesses = [
    ...dialogGuesses(dialog, { ...input, language }, connection.state),
    ...(release === 'before-2023' && dialog.driverDownloadLink !== undefined
      ? ['That the link to the driver shows only where the driver is missing.']
      : []),
  ]
  if (guesses.length === 0) return null
  return (
    <section class="beneath" aria-labelledby={id}>
      <h2 id={id}>
        <span aria-hidden="true">(?)</span> Guessed, since Tableau’s documentation does not say
      </h2>
      <ul>
        {guesses.map((guess) => (
          <li key={guess}>{guess}</li>
        ))}
      </ul>
    </section>
  )
}
