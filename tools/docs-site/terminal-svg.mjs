// A terminal as a picture: text with the escape sequences for colours becomes an SVG.

const colours = {
  31: '#f87171',
  32: '#4ade80',
  33: '#facc15',
  34: '#60a5fa',
  35: '#c084fc',
  36: '#22d3ee',
  90: '#94a3b8',
}
const background = '#1b1b1f'
const foreground = '#e2e8f0'
const [characterWidth, lineHeight, margin, bar] = [8.4, 20, 18, 34]

/**
 * @param lines - What the terminal shows; those that begin with `$ ` were typed.
 * @param title - What the picture shows, for those who cannot see it.
 */
export function terminalSvg(lines, title) {
  const columns = Math.max(...lines.map((line) => [...line.replaceAll(escapes, '')].length))
  const width = Math.ceil(columns * characterWidth + 2 * margin)
  const height = bar + lines.length * lineHeight + margin
  const dots = ['#f87171', '#facc15', '#4ade80'].map(
    (fill, index) => `<circle cx="${20 + index * 18}" cy="18" r="5.5" fill="${fill}"/>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${background}"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace" font-size="14" fill="${foreground}">`,
    ...lines.map((line, index) => textAt(line, bar + index * lineHeight + 14)),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours are control characters
const escapes = /\u001b\[([\d;]*)m/g

/** Each piece of a line is put at its column, so that all columns stand where the terminal has them. */
function textAt(line, y) {
  let column = 0
  const pieces = piecesOf(line).flatMap(({ text, style }) =>
    text.split(/( {2,})/).map((part) => {
      const blanks = /^ */.exec(part)[0].length
      const [x, shown] = [margin + (column + blanks) * characterWidth, part.trim()]
      column += [...part].length
      if (shown === '') return ''
      const length = [...shown].length * characterWidth
      return `<tspan x="${round(x)}" textLength="${round(length)}"${style}>${escaped(shown)}</tspan>`
    }),
  )
  return `<text y="${y}">${pieces.join('')}</text>`
}

function piecesOf(line) {
  if (line.startsWith('$ '))
    return [
      { text: '$ ', style: ' fill="#4ade80"' },
      { text: line.slice(2), style: ' font-weight="bold"' },
    ]
  const [first = '', ...rest] = line.split(escapes)
  const pieces = [{ text: first, style: '' }]
  const state = { fill: undefined, isBold: false, isDim: false }
  for (let index = 0; index < rest.length; index += 2) {
    for (const code of (rest[index] || '0').split(';').map(Number)) applyCode(state, code)
    pieces.push({ text: rest[index + 1] ?? '', style: styleOf(state) })
  }
  return pieces.filter(({ text }) => text !== '')
}

function applyCode(state, code) {
  if (code === 0) Object.assign(state, { fill: undefined, isBold: false, isDim: false })
  else if (code === 1) state.isBold = true
  else if (code === 2) state.isDim = true
  else if (code === 22) Object.assign(state, { isBold: false, isDim: false })
  else if (code === 39) state.fill = undefined
  else if (code in colours) state.fill = colours[code]
}

function styleOf({ fill, isBold, isDim }) {
  return [
    fill === undefined ? '' : ` fill="${fill}"`,
    isBold ? ' font-weight="bold"' : '',
    isDim ? ' opacity="0.7"' : '',
  ].join('')
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function round(value) {
  return Math.round(value * 10) / 10
}
