import { useId, useLayoutEffect, useState } from 'preact/hooks'
import { tooLongTexts } from './text-widths.ts'

/** The texts of the dialog that its width has no room for, in the chosen language. */
export function TooLongTexts({ drawn }: { drawn: { current: HTMLElement | null } }) {
  const id = useId()
  const [texts, setTexts] = useState<string[]>([])
  // After each drawing: what is typed may show other fields.
  useLayoutEffect(() => {
    const found = drawn.current === null ? [] : tooLongTexts(drawn.current)
    setTexts((last) => (last.join('\n') === found.join('\n') ? last : found))
  })
  if (texts.length === 0) return null
  return (
    <section class="beneath" aria-labelledby={id}>
      <h2 id={id}>Longer than the dialog is wide</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
