import { helperTexts } from './tableau-globals.ts'

/** What the stand-ins for Tableau's globals answer. Plain data. */
export interface StandInSettings {
  platform: 'win' | 'mac' | 'linux'
  productName: string
  productVersion: string
  /** Undefined where no driver is known: asking for it is then an error. */
  driverName: string | undefined
  driverVersion: string
}

const defaultSettings: StandInSettings = {
  platform: 'win',
  productName: 'Tableau Desktop',
  productVersion: '2024.2.0',
  driverName: undefined,
  driverVersion: '1.0.0',
}

/** What the stand-ins record while a script runs. {@link standInGlobals} evaluates to it. */
export interface StandInRecord {
  /** What the script logged. */
  log: string[]
  /** The messages that `ThrowTableauException` was called with. */
  exceptions: string[]
}

/** The globals that the stand-ins take the place of. */
export const standInNames: readonly string[] = [
  'connectionHelper',
  'driverLocator',
  'logging',
  'vendorDefined',
]

/** The name of the error that `ThrowTableauException` gives. */
export const tableauExceptionName = 'TableauException'

/**
 * A script in ES5 that puts stand-ins for Tableau's globals into the global object of the engine that evaluates it.
 *
 * It runs in Node, in QuickJS and in Qt's QJSEngine alike, so that a test against either meets the same globals. Where
 * Tableau's behaviour is not published it keeps to the ODBC specification, and otherwise to the documentation:
 *
 * - `FormatKeyValuePair` puts a value in braces that holds one of `[]{}(),;?*=!@` or begins or ends with a blank, and
 *   doubles `}` in it; the driver is always in braces; a value that is in braces already stays as it is.
 * - `ParseODBCConnectString` reads such pairs; of a repeated keyword the first counts.
 * - `ThrowTableauException` returns an error object called `TableauException`; the documentation has scripts return it.
 * - `SetImpersonateAttributes` throws, as in every Tableau since 2020.1.
 *
 * The value of the script is a {@link StandInRecord}.
 *
 * @param settings - Default: Tableau Desktop 2024.2.0 on Windows, no driver.
 */
export function standInGlobals(settings: Partial<StandInSettings> = {}): string {
  return `(${standIns})(${JSON.stringify({ ...defaultSettings, ...settings })}, this)`
}

const standIns = String.raw`function (settings, target) {
  'use strict'
  var record = { log: [], exceptions: [] }

  function textOf(value) {
    return value === undefined || value === null ? '' : String(value)
  }

  function isInBraces(value) {
    return /^\{([^}]|\}\})*\}$/.test(value)
  }

  function needsBraces(value) {
    return /[\[\]{}(),;?*=!@]|^\s|\s$/.test(value)
  }

  function formatKeyValuePair(key, value) {
    var name = textOf(key)
    var text = textOf(value)
    if (isInBraces(text)) return name + '=' + text
    var braced = name.toUpperCase() === 'DRIVER' || needsBraces(text)
    return name + '=' + (braced ? '{' + text.replace(/\}/g, '}}') + '}' : text)
  }

  function endOfBraces(source, start) {
    for (var index = start + 1; index < source.length; index++) {
      if (source.charAt(index) !== '}') continue
      if (source.charAt(index + 1) !== '}') return index
      index++
    }
    return -1
  }

  function endOfPair(source, start) {
    var end = source.indexOf(';', start)
    return end < 0 ? source.length : end
  }

  function addPair(pairs, key, value) {
    if (key === '' || Object.prototype.hasOwnProperty.call(pairs, key)) return
    Object.defineProperty(pairs, key, { value: value, writable: true, enumerable: true, configurable: true })
  }

  function parseODBCConnectString(connectString) {
    var source = textOf(connectString)
    var pairs = {}
    var position = 0
    while (position < source.length) {
      var equals = source.indexOf('=', position)
      var end = endOfPair(source, position)
      if (equals < 0 || equals > end) {
        position = end + 1
        continue
      }
      var key = source.slice(position, equals).trim()
      var start = equals + 1
      while (/\s/.test(source.charAt(start))) start++
      var closing = source.charAt(start) === '{' ? endOfBraces(source, start) : -1
      if (closing >= 0) {
        addPair(pairs, key, source.slice(start + 1, closing).replace(/\}\}/g, '}'))
        end = endOfPair(source, closing)
      } else {
        end = endOfPair(source, start)
        addPair(pairs, key, source.slice(start, end).trim())
      }
      position = end + 1
    }
    return pairs
  }

  function holdsAll(attributes, others) {
    return Object.keys(others).every(function (name) {
      return attributes[name] === others[name]
    })
  }

  function driver(value, name) {
    if (value !== undefined) return value
    throw new Error(name + ': no driver is known; name it in the option driver, or the .tdr in the option resolver')
  }

  function inBothLetterCases(members, functions) {
    Object.keys(functions).forEach(function (name) {
      members[name] = functions[name]
      members[name.charAt(0).toLowerCase() + name.slice(1)] = functions[name]
    })
    return members
  }

  target.connectionHelper = inBothLetterCases(${JSON.stringify(helperTexts)}, {
    FormatKeyValuePair: formatKeyValuePair,
    ParseODBCConnectString: parseODBCConnectString,
    ThrowTableauException: function (message) {
      var error = new Error(textOf(message))
      error.name = '${tableauExceptionName}'
      record.exceptions.push(error.message)
      return error
    },
    GetPlatform: function () { return settings.platform },
    GetProductName: function () { return settings.productName },
    GetProductVersion: function () { return settings.productVersion },
    GetTempFilePath: function (fileName) {
      return (settings.platform === 'win' ? 'C:\\Temp\\' : '/tmp/') + textOf(fileName)
    },
    MatchesConnectionAttributes: function (attr, key) { return holdsAll(attr, key) && holdsAll(key, attr) },
    SetImpersonateAttributes: function () {
      throw new Error('SetImpersonateAttributes is not supported since Tableau 2020.1')
    }
  })
  target.driverLocator = inBothLetterCases({ keywordDriver: 'DRIVER' }, {
    LocateDriver: function () { return driver(settings.driverName, 'LocateDriver') },
    LocateDriverVersion: function () { return driver(settings.driverName, 'LocateDriverVersion') && settings.driverVersion }
  })
  target.logging = inBothLetterCases({}, {
    Log: function (message) { record.log.push(textOf(message)) }
  })
  target.vendorDefined = {}
  return record
}`
