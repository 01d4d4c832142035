/** The lines around a place; long ones are scrolled, by keys too. */
export function CodeFrame({ frame }: { frame: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be within reach of the keyboard.
    <pre class="frame" tabIndex={0}>
      {frame}
    </pre>
  )
}
