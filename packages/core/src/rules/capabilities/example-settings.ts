import type { RuleExample } from '../rule-example.ts'

const minimalSetting = '<customization name="CAP_SELECT_INTO" value="no"/>'

export const inManifest: Pick<RuleExample, 'file' | 'context'> = {
  file: 'manifest.xml',
  context: { replaces: minimalSetting },
}

const asOdbc = [['superclass="jdbc"', 'superclass="odbc"']] as const

export const inOdbcManifest: Pick<RuleExample, 'file' | 'context'> = {
  file: 'manifest.xml',
  context: {
    replaces: minimalSetting,
    changes: {
      'manifest.xml': asOdbc,
      'connection-resolver.tdr': [
        [
          '</tdr>',
          '<driver-resolver><driver-match><driver-name type="exact">Brook</driver-name></driver-match></driver-resolver></tdr>',
        ],
      ],
    },
  },
}
