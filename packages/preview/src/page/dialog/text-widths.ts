/** Measuring more would take too long at each key. */
const MAXIMUM = 300

/** The texts in a window that do not fit one line, or the input that shows them; none where the page itself is too narrow. */
export function tooLongTexts(drawn: HTMLElement): string[] {
  const frame = drawn.querySelector<HTMLElement>('.window')
  if (frame === null || frame.offsetWidth < Number.parseFloat(getComputedStyle(frame).maxWidth)) return []
  const labels = [...drawn.querySelectorAll<HTMLElement>('h2, .field > label, .classic-row > label')]
  const inputs = [...drawn.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')]
  const found = [
    ...labels
      .slice(0, MAXIMUM)
      .filter(isWrapped)
      .map(({ textContent }) => textContent ?? ''),
    ...inputs.slice(0, MAXIMUM).flatMap(longTextsIn),
  ]
  return [...new Set(found)]
}

function isWrapped(label: HTMLElement): boolean {
  const tops = new Set<number>()
  const range = document.createRange()
  range.selectNodeContents(label)
  for (const { top, width } of range.getClientRects()) if (width > 0) tops.add(Math.round(top / 8))
  return tops.size > 1
}

/** Options and placeholders are cut off. */
function longTextsIn(input: HTMLInputElement | HTMLSelectElement): string[] {
  const texts =
    input instanceof HTMLSelectElement
      ? [...input.options].slice(0, MAXIMUM).map(({ text }) => text)
      : [input.placeholder]
  const { font, paddingLeft, paddingRight } = getComputedStyle(input)
  const room = input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
  return texts.filter((text) => text !== '' && widthOf(text, font) > room)
}

const context = document.createElement('canvas').getContext('2d')

function widthOf(text: string, font: string): number {
  if (context === null) return 0
  context.font = font
  return context.measureText(text).width
}
