/** Evaluated in an engine before validation rules are tried there; takes `{ source, flags, value }` as JSON. */
export const patternProgram = `({
  run: function (script, input) {
    var work = JSON.parse(input)
    return String(new RegExp(work.source, work.flags).test(work.value))
  },
  failed: function () { return '' }
})`

/**
 * What the program answered; undefined where the engine does not know the rule.
 *
 * @param answer - Undefined where the engine did not come to an end.
 */
export function readFit(answer: string | undefined): boolean | 'slow' | undefined {
  if (answer === undefined) return 'slow'
  return answer === 'true' ? true : answer === 'false' ? false : undefined
}
