/**
 * The other side of `plain-values.ts`, for the engine of scripts: an expression in ES5 that gives `write(value)` and
 * `read(text)`. Takes `call(index, text)`, which calls a function outside.
 *
 * It keeps the built-in functions that it needs, since a script may change them.
 */
export const plainValuesInside = `function (call) {
  'use strict'
  var stringify = JSON.stringify
  var parse = JSON.parse
  var isArray = Array.isArray
  var keysOf = Object.keys
  var define = Object.defineProperty
  var textOf = String
  var numberOf = Number
  var tagOf = Function.prototype.call.bind(Object.prototype.toString)
  var has = Function.prototype.call.bind(Object.prototype.hasOwnProperty)
  var eachOfMap = Function.prototype.call.bind(Map.prototype.forEach)
  var eachOfSet = Function.prototype.call.bind(Set.prototype.forEach)
  var getTime = Function.prototype.call.bind(Date.prototype.getTime)
  var sliceOf = Function.prototype.call.bind(Array.prototype.slice)
  var isError = function (value) { return value instanceof Error }
  var Errors = { EvalError: EvalError, RangeError: RangeError, ReferenceError: ReferenceError, SyntaxError: SyntaxError, TypeError: TypeError, URIError: URIError }
  var thrownOutside = []

  function put(list, value) {
    define(list, list.length, { value: value, writable: true, enumerable: true, configurable: true })
  }

  function NotPlain(what) { this.what = what }

  function write(value) {
    var known = []
    var objects = []
    var root = written(value)
    return stringify({ root: root, objects: objects })

    function written(value) {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (value === undefined) return ['u']
      if (typeof value === 'number') {
        if (value === 0 && 1 / value < 0) return ['n', '-0']
        return value - value === 0 ? value : ['n', textOf(value)]
      }
      if (typeof value !== 'object') throw new NotPlain('a ' + typeof value)
      for (var index = 0; index < known.length; index++) if (known[index] === value) return ['r', index]
      index = known.length
      put(known, value)
      put(objects, [])
      objects[index] = writtenObject(value)
      return ['r', index]
    }

    function writtenObject(value) {
      var parts
      if (isArray(value)) {
        parts = ['array']
        for (var index = 0; index < value.length; index++) put(parts, written(value[index]))
        return parts
      }
      if (isError(value)) return ['error', textOf(value.name), textOf(value.message), textOf(value.stack)]
      switch (tagOf(value)) {
        case '[object Date]': return ['date', getTime(value)]
        case '[object RegExp]': return ['regexp', value.source, value.flags]
        case '[object Map]':
          parts = ['map']
          eachOfMap(value, function (item, key) { put(parts, [written(key), written(item)]) })
          return parts
        case '[object Set]':
          parts = ['set']
          eachOfSet(value, function (item) { put(parts, written(item)) })
          return parts
        case '[object Promise]': throw new NotPlain('a Promise, for which Tableau does not wait')
      }
      parts = ['object']
      var names = keysOf(value)
      for (var position = 0; position < names.length; position++) {
        put(parts, [names[position], written(value[names[position]])])
      }
      return parts
    }
  }

  function read(text) {
    var all = parse(text)
    var made = []
    return one(all.root)

    function one(value) {
      if (!isArray(value)) return value
      if (value[0] === 'u') return undefined
      if (value[0] === 'n') return numberOf(value[1])
      if (!has(made, value[1])) fill(value[1], all.objects[value[1]])
      return made[value[1]]
    }

    function fill(index, parts) {
      var position
      var object
      switch (parts[0]) {
        case 'function':
          made[index] = functionOutside(parts[1])
          return
        case 'array':
          object = made[index] = []
          for (position = 1; position < parts.length; position++) object.push(one(parts[position]))
          return
        case 'object':
          object = made[index] = {}
          for (position = 1; position < parts.length; position++) {
            define(object, parts[position][0], { value: one(parts[position][1]), writable: true, enumerable: true, configurable: true })
          }
          return
        case 'map':
          object = made[index] = new Map()
          for (position = 1; position < parts.length; position++) object.set(one(parts[position][0]), one(parts[position][1]))
          return
        case 'set':
          object = made[index] = new Set()
          for (position = 1; position < parts.length; position++) object.add(one(parts[position]))
          return
        case 'date':
          made[index] = new Date(parts[1])
          return
        case 'regexp':
          made[index] = new RegExp(parts[1], parts[2])
          return
        case 'error':
          object = made[index] = new (Errors[parts[1]] || Error)(parts[2])
          if (object.name !== parts[1]) object.name = parts[1]
          return
      }
    }
  }

  function functionOutside(index) {
    return function () {
      var values
      try {
        values = write(sliceOf(arguments))
      } catch (refused) {
        throw new TypeError('a function of the test cannot be given ' + refused.what)
      }
      var reply = parse(call(index, values))
      if (!('thrown' in reply)) return read(reply.value)
      var error = read(reply.value)
      put(thrownOutside, { error: error, index: reply.thrown })
      throw error
    }
  }

  /** Which error of a function outside that is; undefined for all others. */
  function indexOfThrown(error) {
    for (var index = 0; index < thrownOutside.length; index++) {
      if (thrownOutside[index].error === error) return thrownOutside[index].index
    }
  }

  return { write: write, read: read, isError: isError, NotPlain: NotPlain, indexOfThrown: indexOfThrown }
}`
