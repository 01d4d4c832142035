import { describe, expect, it } from 'vitest'
import { comparePluginVersions } from '../package/plugin-version.ts'
import type { FoundConnector, PlaceContents } from './found-connector.ts'
import { loadRegime, resolveLoadOrder } from './load-order.ts'
import { builtInPlace, type ConnectorPlace, developmentPlace } from './places.ts'

const allUsers: ConnectorPlace = { kind: 'all-users', owner: 'all users', folder: '/all' }
const repository: ConnectorPlace = { kind: 'repository', owner: 'Tableau Desktop', folder: '/mine' }

function holding(
  place: ConnectorPlace,
  ...names: [className: string, version?: string | undefined][]
): PlaceContents {
  const connectors = names.map(([name, version], index): FoundConnector => {
    return { class: name, version, signature: 'verified', place, file: `${place.folder}/${index}.taco` }
  })
  return { place, exists: true, connectors, ignored: [], unreadable: [] }
}

/** The winner's file for each class. */
function winners(places: PlaceContents[], tableau?: string): Record<string, string | undefined> {
  const { classes } = resolveLoadOrder(places, tableau)
  return Object.fromEntries(classes.map(({ class: name, winner }) => [name, winner?.file]))
}

describe('resolveLoadOrder', () => {
  it('takes the highest version since 2022.2, the first loaded before', () => {
    const places = [holding(allUsers, ['a', '1.9.0']), holding(repository, ['a', '1.10.0'], ['b', '1.0'])]
    expect(winners(places)).toEqual({ a: '/mine/0.taco', b: '/mine/1.taco' })
    expect(winners(places, '2022.2')).toEqual(winners(places))
    expect(winners(places, '2022.1.5')).toEqual({ a: '/all/0.taco', b: '/mine/1.taco' })
    expect(winners(places, '2021.4')).toEqual(winners(places, '2022.1.5'))
  })

  it('takes the first loaded of those with the highest version', () => {
    const places = [builtInPlace('/in'), allUsers, repository, developmentPlace('/dev')]
    const versions = ['1.0', '2.0', '2.0.0', '2']
    const contents = places.map((place, index) => holding(place, ['a', versions[index]]))
    const [resolution] = resolveLoadOrder(contents).classes
    expect(resolution).toMatchObject({
      reason: 'the first loaded of those with the highest version',
      winner: { file: '/all/0.taco', order: 2 },
      losers: [
        { file: '/in/0.taco', order: 1, reason: 'version 1.0 is lower than 2.0' },
        { file: '/mine/0.taco', order: 3, reason: 'the same version, loaded later' },
        { file: '/dev/0.taco', order: 4, reason: 'the same version, loaded later' },
      ],
    })
  })

  it('does not pretend to know the order within a folder', () => {
    const [resolution] = resolveLoadOrder([holding(allUsers, ['a', '1'], ['a', '1'])], '2021.4').classes
    expect(resolution?.losers[0]?.reason).toBe('loaded later, if Tableau goes by file name')
  })

  it('keeps classes apart that differ by case, and leaves out what cannot be read', () => {
    const unreadable = { place: allUsers, file: '/all/x.taco', reason: 'it is text' }
    const contents = { ...holding(allUsers, ['a', '1'], ['A', '2']), unreadable: [unreadable] }
    const resolution = resolveLoadOrder([contents])
    expect(resolution.classes.map(({ winner }) => winner?.class)).toEqual(['a', 'A'])
    expect(resolution.classes[0]).toMatchObject({ reason: 'the only one of its class', losers: [] })
    expect(resolution.unreadable).toEqual([unreadable])
  })

  it('puts a connector without a version last', () => {
    expect(winners([holding(allUsers, ['a']), holding(repository, ['a', '0.0.1'])])).toEqual({
      a: '/mine/0.taco',
    })
  })
})

describe('a connector that a release does not load', () => {
  const found = (place: ConnectorPlace, version: string, minTableauVersion?: string): FoundConnector => ({
    ...{ class: 'a', version, signature: 'verified', place, file: `${place.folder}/${version}.taco` },
    ...(minTableauVersion !== undefined && { minTableauVersion }),
  })
  const contents = (place: ConnectorPlace, ...connectors: FoundConnector[]): PlaceContents => ({
    ...{ place, exists: true, connectors, ignored: [], unreadable: [] },
  })
  const resolve = (places: PlaceContents[], tableau?: string) => resolveLoadOrder(places, tableau).classes[0]

  const two = [
    contents(allUsers, found(allUsers, '2.0', '2023.1')),
    contents(repository, found(repository, '1.0', '2021.4')),
  ]

  it('does not win, and says which release it needs', () => {
    expect(resolve(two, '2022.3')).toMatchObject({
      winner: { version: '1.0', order: 1 },
      reason: 'the only one of its class that Tableau loads',
      losers: [{ version: '2.0', reason: 'it needs Tableau 2023.1 or newer' }],
    })
    expect(resolve(two, '2022.3')?.losers[0]).not.toHaveProperty('order')
    expect(resolve(two, '2023.1')).toMatchObject({
      winner: { version: '2.0' },
      reason: 'the highest version',
    })
    expect(resolve(two, '2021.4.2')).toMatchObject({ winner: { version: '1.0' } })
  })

  it('leaves no winner where there is no other one', () => {
    const resolution = resolve(two, '2021.3')
    expect(resolution).not.toHaveProperty('winner')
    expect(resolution).toMatchObject({
      reason: 'Tableau loads none of these',
      losers: [
        { reason: 'it needs Tableau 2023.1 or newer' },
        { reason: 'it needs Tableau 2021.4 or newer' },
      ],
    })
  })

  it('wins from a release on where none is named', () => {
    expect(resolve(two)).toMatchObject({
      reason: 'the highest version, from Tableau 2023.1 on',
      since: '2023.1',
      losers: [{ reason: 'version 1.0 is lower than 2.0; it wins before Tableau 2023.1' }],
    })
    const old = resolve([contents(allUsers, found(allUsers, '2.0', '2022.2'), found(allUsers, '1.0'))])
    expect(old).toMatchObject({ reason: 'the highest version' })
    expect(old).not.toHaveProperty('since')
    expect(resolve([contents(allUsers, found(allUsers, '2.0', '2024.1'))])).toMatchObject({
      reason: 'the only one of its class, from Tableau 2024.1 on',
    })
  })

  it('is a .taco before 2019.4', () => {
    const unpacked: FoundConnector = { ...found(developmentPlace('/dev'), '1.0'), signature: 'unpacked' }
    const places = [contents(allUsers, found(allUsers, '1.0')), contents(developmentPlace('/dev'), unpacked)]
    expect(resolve(places, '2019.3')).toMatchObject({
      winner: { signature: 'unpacked', order: 1 },
      losers: [{ reason: 'Tableau loads .taco files since 2019.4' }],
    })
    expect(resolve(places, '2019.4')).toMatchObject({ winner: { signature: 'verified' } })
  })

  it('lies in the wrong folder', () => {
    const ignored = { ...found(repository, '9.0'), reason: 'it is in the wrong folder' }
    const places = [{ ...contents(repository, found(repository, '1.0')), ignored: [ignored] }]
    expect(resolve(places)).toMatchObject({
      winner: { version: '1.0' },
      reason: 'the only one of its class that Tableau loads',
      losers: [{ version: '9.0', reason: 'it is in the wrong folder' }],
    })
    expect(resolve([{ ...contents(repository), ignored: [ignored] }])).not.toHaveProperty('winner')
  })
})

describe('loadRegime', () => {
  it.each(['x', '', '2021.', 'latest'])('refuses %j', (tableau) => {
    expect(() => loadRegime(tableau)).toThrow('is not a Tableau version')
  })
})

describe('comparePluginVersions', () => {
  it.each([
    ['1.10.0', '1.9.0', 1],
    ['1.9', '1.10', -1],
    ['1.0', '1.0.0', 0],
    ['1.02', '1.2', 0],
    ['1.2-3', '1.2', 1],
    ['1.2-3', '1.2-10', -1],
    ['99999999999999999999', '99999999999999999998', 1],
    ['0.0.1', undefined, 1],
    ['0.0.1', 'v9', 1],
    [undefined, 'v9', 0],
  ])('%s and %s', (left, right, expected) => {
    expect(Math.sign(comparePluginVersions(left, right))).toBe(expected)
    expect(Math.sign(comparePluginVersions(right, left))).toBe(expected === 0 ? 0 : -expected)
  })
})
