import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { standInGlobals, standInNames } from './stand-ins.ts'
import { tableauGlobals } from './tableau-globals.ts'

const globals = runInNewContext(`${standInGlobals()}; this`) as Record<string, Record<string, unknown>>

it.each([...tableauGlobals])('%s has the members that its stand-in has', (name, members) => {
  expect([...members].sort()).toEqual(Object.keys(globals[name] ?? {}).sort())
})

it('knows every global that has members', () => {
  expect([...tableauGlobals.keys(), 'vendorDefined'].sort()).toEqual([...standInNames].sort())
})
