/**
 * A Python program that evaluates scripts in Qt's QJSEngine. Its one argument names the binding (PyQt5 or PyQt6).
 *
 * Standard input: for each request a line of JSON with `prelude` (a script run first, for stand-ins), `script`, `inputs` and
 * `seconds` (how long it may take); each input has an engine of its own. Standard output: for each request a line of JSON
 * with `status` (of the process, 0 where all is well), `complaints` and `answers`: an array with `{ "value": ... }` or
 * `{ "error": { name, message } }` for each input. An error object that the script returns counts like one that it throws,
 * as Tableau sees it. To load Qt takes longer than most requests: one process answers all of them, until one takes too long
 * or brings it down.
 */
export const qjsengineProgram: string = `
import importlib
import json
import os
import signal
import sys
import tempfile
import traceback

binding = sys.argv[1]
core = importlib.import_module(binding + '.QtCore')
qml = importlib.import_module(binding + '.QtQml')

# JSON has no undefined and no NaN; they travel as objects of one member. NUL marks a member that is meant so.
CALL = r'''
(function (script, text) {
  'use strict'
  function encode(value) {
    if (value === undefined) return { '\\u0000': 'undefined' }
    if (typeof value === 'number' && (value !== value || value - value !== 0)) return { '\\u0000': String(value) }
    if (typeof value === 'function' || typeof value === 'symbol') return { '\\u0000': typeof value }
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(encode)
    var copy = {}
    Object.keys(value).forEach(function (name) {
      Object.defineProperty(copy, name, { value: encode(value[name]), enumerable: true, configurable: true })
    })
    return copy
  }
  function failure(error) {
    return error instanceof Error
      ? { error: { name: String(error.name), message: String(error.message) } }
      : { error: { name: 'none', message: String(error) } }
  }
  function run() {
    try {
      var value = script(JSON.parse(text))
      return value instanceof Error ? failure(value) : { value: encode(value) }
    } catch (error) {
      return failure(error)
    }
  }
  return JSON.stringify(run())
})
'''


def failure(value):
    return {'error': {'name': value.property('name').toString(), 'message': value.property('message').toString()}}


def evaluate(engine, text, name):
    value = engine.evaluate(text, name)
    if value.isError():
        # Without the line nobody finds the fault in a prelude.
        sys.stderr.write('%s:%s: %s\\n' % (name, value.property('lineNumber').toString(), value.toString()))
    return value


def run(prelude, script, text):
    engine = qml.QJSEngine()
    stand_ins = evaluate(engine, prelude, 'prelude.js')
    if stand_ins.isError():
        sys.exit('the prelude does not run: ' + stand_ins.toString())
    function = engine.evaluate(script, 'script.js')
    if function.isError():
        return failure(function)
    if not function.isCallable():
        return {'error': {'name': 'none', 'message': 'the script is no function, but ' + function.toString()}}
    call = evaluate(engine, CALL, 'call.js')
    result = call.call([function, qml.QJSValue(text)])
    return failure(result) if result.isError() else json.loads(result.toString())


def answer(request):
    signal.alarm(request['seconds'])
    try:
        return [run(request['prelude'], request['script'], json.dumps(attr)) for attr in request['inputs']]
    finally:
        signal.alarm(0)


def respond(request):
    """What Qt itself says goes to standard error, past Python's."""
    with tempfile.TemporaryFile() as complaints:
        os.dup2(complaints.fileno(), 2)
        said = {'status': 0}
        try:
            said['answers'] = answer(request)
        except SystemExit as end:
            said = {'status': 1}
            sys.stderr.write(str(end))
        except Exception:
            said = {'status': 1}
            traceback.print_exc()
        sys.stderr.flush()
        os.dup2(own_complaints, 2)
        complaints.seek(0)
        said['complaints'] = complaints.read().decode('utf-8', 'replace')
        return said


application = core.QCoreApplication([])
own_complaints = os.dup(2)
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(json.dumps(respond(json.loads(line.decode('utf-8')))).encode('ascii') + b'\\n')
    sys.stdout.buffer.flush()
`
