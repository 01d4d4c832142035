import { documentationPage } from '../../connector/documentation.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { type CapabilitySetting, capabilitySettings } from './customizations.ts'
import { inOdbcManifest } from './example-settings.ts'
import { isOn } from './switched-on.ts'

/** Sizes exclude each other. */
export const rule: Rule = {
  id: 'cap-buffer-sizes',
  severity: 'warning',
  summary: 'Of capabilities that choose a size, at most one is switched on.',
  help: 'Leave one of them at yes.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const settings = capabilitySettings(connector)
    for (const [before, sizes, after] of exclusiveSizes) {
      const chosen = sizes.map((size) => settings.get(`CAP_ODBC_${before}${size}${after}`)).filter(isOn)
      yield* besidesTheFirst(chosen)
    }
  },
}

const exclusiveSizes: readonly (readonly [before: string, sizes: readonly string[], after: string])[] = [
  ['BIND_FORCE_', ['SMALL', 'MEDIUM', 'MAX'], '_STRING_BUFFERS'],
  ['EXPORT_BUFFERS_SIZE_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['EXPORT_TRANSACTIONS_COMMIT_BATCH_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['EXPORT_TRANSACTIONS_COMMIT_BYTES_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['EXPORT_TRANSACTIONS_COMMIT_INTERVAL_', ['SHORT', 'MEDIUM', 'LONG'], ''],
  ['FETCH_BUFFERS_SIZE_', ['SMALL', 'MEDIUM', 'MASSIVE'], ''],
  ['IMPORT_TRANSLATE_DATA_PARALLEL_', ['SMALL', 'MEDIUM', 'LARGE', 'XL'], ''],
]

function* besidesTheFirst(chosen: CapabilitySetting[]): Iterable<RuleFinding> {
  const [first, ...others] = chosen.sort((left, right) => left.value.start.offset - right.value.start.offset)
  for (const { file, name, value } of others) {
    yield { message: `\`${name}\` contradicts \`${first?.name}\`: both choose a size`, file, place: value }
  }
}

export function example(): RuleExample {
  return {
    why: 'Each of them sets the size of the same thing, and it is not documented which one wins.',
    wrong: `<customization name="CAP_ODBC_FETCH_BUFFERS_SIZE_SMALL" value="yes"/>
<customization name="CAP_ODBC_FETCH_BUFFERS_SIZE_MASSIVE" value="yes"/>`,
    right: '<customization name="CAP_ODBC_FETCH_BUFFERS_SIZE_MASSIVE" value="yes"/>',
    ...inOdbcManifest,
  }
}
