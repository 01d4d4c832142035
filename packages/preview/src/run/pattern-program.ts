/** Evaluated in an engine before validation rules are tried there; takes `{ source, flags, value }` as JSON. */
export const patternProgram = `({
  run: function (script, input) {
    var work = JSON.parse(input)
    return String(new RegExp(work.source, work.flags).test(work.value))
  },
  failed: function () { return '' }
})`
