import type { CapabilitySetting } from './customizations.ts'

type Settings = ReadonlyMap<string, CapabilitySetting>

/** The setting that switches subqueries off where temporary tables cannot take their place. */
export function deniedSubqueries(settings: Settings): CapabilitySetting | undefined {
  const subqueries = settings.get('CAP_QUERY_SUBQUERIES')
  const hasTables = ['CAP_CREATE_TEMP_TABLES', 'CAP_SELECT_INTO'].some((name) => settings.get(name)?.isOn)
  // Only a plain no is known to switch subqueries off.
  return subqueries?.isOn === false && !hasTables ? subqueries : undefined
}

export function isolationLevels(settings: Settings): CapabilitySetting[] {
  return [...settings.values()].filter(
    (setting) => setting.name.startsWith('CAP_ISOLATION_LEVEL_') && isOn(setting),
  )
}

export function isOn(setting: CapabilitySetting | undefined): setting is CapabilitySetting {
  return setting?.isOn === true
}
