/** The scripts that a connection resolver knows. */
export type ScriptRole = 'connection-builder' | 'connection-properties'

/** The scripts of a connector as they are packaged. */
export type ScriptTexts = Partial<Record<ScriptRole, string>>

/**
 * What is evaluated in the engine before a script: it calls the script as Tableau does, and makes a text of what comes of
 * it, which `readOutcome` reads. The same in a browser, in Node and in Qt's engine.
 *
 * @param standIns - The text that puts stand-ins for Tableau's globals in place; see core's `standInGlobals`.
 * @param exceptionName - The name of the error that `ThrowTableauException` gives.
 */
export function scriptProgram(standIns: string, role: ScriptRole, exceptionName: string): string {
  return `(${program})(${standIns}, ${JSON.stringify(role)}, ${JSON.stringify(exceptionName)})`
}

const program = `function (record, role, exceptionName) {
  // Kept before the script can change them.
  var textOf = String
  var parse = JSON.parse
  var stringify = JSON.stringify
  var isArray = Array.isArray
  var keysOf = Object.keys
  var create = Object.create

  function told(outcome) {
    outcome.log = record.log
    return stringify(outcome)
  }

  function isException(value) {
    return typeof value === 'object' && value !== null && value.name === exceptionName
  }

  function exception(value) {
    return told({ kind: 'exception', message: textOf(value && value.message) })
  }

  function failed(thrown) {
    try {
      if (typeof thrown !== 'object' || thrown === null) return told({ kind: 'error', message: textOf(thrown), stack: '' })
      var name = textOf(thrown.name)
      return told({ kind: 'error', message: (name === '' ? '' : name + ': ') + textOf(thrown.message), stack: textOf(thrown.stack) })
    } catch (other) {
      return told({ kind: 'error', message: 'something that is not an error', stack: '' })
    }
  }

  function wrong(what) {
    return told({ kind: 'error', message: 'the script returned ' + what, stack: '' })
  }

  function kindOf(value) {
    if (value === undefined || value === null) return 'nothing'
    if (isArray(value)) return 'an array'
    var kinds = { string: 'a string', number: 'a number', boolean: 'true or false', 'function': 'a function', symbol: 'a symbol' }
    return kinds[typeof value] || (typeof value.then === 'function' ? 'a promise' : 'an object')
  }

  function textsOf(list) {
    var texts = []
    for (var index = 0; index < list.length; index++) {
      if (typeof list[index] !== 'string') return undefined
      texts[index] = list[index]
    }
    return texts
  }

  function valueOfBuilder(value) {
    if (!isArray(value)) return wrong(kindOf(value) + ' instead of an array')
    if (value.length === 0) return wrong('an empty array')
    var texts = textsOf(value)
    return texts ? told({ kind: 'value', value: texts }) : wrong('an array that does not only hold strings')
  }

  function valueOfProperties(value) {
    if (isArray(value)) {
      var texts = textsOf(value)
      return texts ? told({ kind: 'value', value: texts }) : wrong('an array that does not only hold strings')
    }
    if (kindOf(value) !== 'an object') return wrong(kindOf(value) + ' instead of an object')
    // With a prototype it would take a property of the name __proto__ for that.
    var properties = create(null)
    var names = keysOf(value)
    for (var index = 0; index < names.length; index++) {
      var property = value[names[index]]
      // An attribute that this connection lacks is handed on as nothing.
      if (property === undefined || property === null) continue
      if (!/^(string|number|boolean)$/.test(typeof property)) return wrong('an object with ' + kindOf(property) + ' as "' + names[index] + '"')
      properties[names[index]] = textOf(property)
    }
    return told({ kind: 'value', value: properties })
  }

  return {
    run: function (script, input) {
      try {
        var value = script(parse(input))
        if (isException(value)) return exception(value)
        // Called without being returned, it ends the connection all the same.
        if (record.exceptions.length > 0) return exception({ message: record.exceptions[0] })
        return role === 'connection-builder' ? valueOfBuilder(value) : valueOfProperties(value)
      } catch (thrown) {
        return isException(thrown) ? exception(thrown) : failed(thrown)
      }
    },
    failed: failed
  }
}`
