import { Failure } from '../run.mjs'

/** What `create` asks for, by option, each with its values: read from its help, so that a new value is tried by itself. */
export function choicesIn(help) {
  const text = help.replaceAll(/\s+/g, ' ')
  const listed = (option) => {
    const [, one, several] =
      new RegExp(
        `--${option} <\\w+> (?:(?!--).)*?(?:\\(choices: ([^)]*)\\)|separated by commas: ([^(]*?) (?:\\(|--))`,
      ).exec(text) ?? []
    const values = (one ?? several ?? '').split(',').map((value) => value.trim().replaceAll('"', ''))
    if (values.length < 2) throw new Failure(`create --help no longer lists the values of --${option}`)
    return values
  }
  const [first, ...codes] = listed('languages')
  return {
    base: listed('base'),
    language: listed('language'),
    bundler: listed('bundler'),
    auth: [...listed('auth'), listed('auth').join(',')],
    languages: [undefined, first, codes.join(',')],
    github: [false, true],
  }
}

/** Every combination of the values. */
export function product(choices) {
  return Object.entries(choices).reduce(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  )
}

/** As few combinations as are easily found in which each two values of different options meet. */
export function pairwise(choices) {
  return covering(product(choices), pairsOf)
}

/** As few as are easily found in which each value is there once. */
export function eachValue(choices) {
  return covering(product(choices), valuesOf)
}

/** Rows that have all that any row has. */
function covering(all, partsOf) {
  const missing = new Set(all.flatMap(partsOf))
  const rows = []
  while (missing.size > 0) {
    const gain = (row) => partsOf(row).filter((part) => missing.has(part)).length
    const best = all.reduce((chosen, row) => (gain(row) > gain(chosen) ? row : chosen))
    rows.push(best)
    for (const part of partsOf(best)) missing.delete(part)
  }
  return rows
}

function valuesOf(row) {
  return Object.entries(row).map(([name, value]) => `${name} ${value}`)
}

function pairsOf(row) {
  const values = valuesOf(row)
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one} × ${other}`))
}

/** The words after `create DIR`. */
export function wordsFor({ github, ...values }) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return ['--yes', ...given.flatMap(([name, value]) => [`--${name}`, value]), ...(github ? ['--github'] : [])]
}
