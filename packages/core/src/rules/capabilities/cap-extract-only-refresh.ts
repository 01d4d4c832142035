import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capabilitySettings } from './customizations.ts'
import { inManifest } from './example-settings.ts'
import { isOn } from './switched-on.ts'

/** Whoever reads only extracts needs to refresh them. */
export const rule: Rule = {
  id: 'cap-extract-only-refresh',
  severity: 'warning',
  summary: 'A connector for extracts only says whether extracts can be refreshed, and only such a one does.',
  help: 'Set CAP_EXTRACT_ONLY_REFRESH to yes beside CAP_EXTRACT_ONLY, or to no if an extract cannot be refreshed.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    const only = settings.get('CAP_EXTRACT_ONLY')
    const refresh = settings.get('CAP_EXTRACT_ONLY_REFRESH')
    if (isOn(only) && refresh === undefined) {
      const message =
        'all data are extracts, but `CAP_EXTRACT_ONLY_REFRESH`, without which none can be refreshed, is not set'
      yield { message, file: only.file, place: only.nameAttribute }
    } else if (isOn(refresh) && !isOn(only)) {
      const message = '`CAP_EXTRACT_ONLY_REFRESH` has no effect without `CAP_EXTRACT_ONLY`'
      yield { message, file: refresh.file, place: refresh.nameAttribute }
    }
  },
}

export function example(): RuleExample {
  const only = '<customization name="CAP_EXTRACT_ONLY" value="yes"/>'
  return {
    why: 'Without live connections an extract that cannot be refreshed grows old and has to be made again by hand.',
    wrong: only,
    right: `${only}\n<customization name="CAP_EXTRACT_ONLY_REFRESH" value="yes"/>`,
    ...inManifest,
  }
}
