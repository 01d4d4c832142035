import { documentationPage } from '../../connector/documentation.ts'
import { rootAttributes } from '../manifest/connector-identity.ts'
import { superclassOf } from '../manifest/superclass.ts'
import type { Rule } from '../rule.ts'
import { vendorFieldsByFile } from '../vendor-fields.ts'

const url = documentationPage('gallery-submission')

/** Tableau Exchange installs drivers that are files. */
export const galJdbcOnly: Rule = {
  id: 'gal-jdbc-only',
  severity: 'error',
  galleryOnly: true,
  summary: 'A connector for Tableau Exchange has the superclass `jdbc`.',
  help: 'Base the connector on jdbc, or give it to users in another way.',
  url,
  *check(context) {
    const superclass = superclassOf(context)
    // Web data connectors have other rules.
    if (superclass === 'jdbc' || superclass === 'eps') return
    for (const { file, attribute } of rootAttributes(context, 'superclass')) {
      const message = `the superclass is "${superclass}", but Tableau Exchange takes jdbc connectors only`
      yield { message, file, place: attribute }
    }
  },
}

/** Reviewers ask what becomes of each of them. */
export const galVendorFieldsList: Rule = {
  id: 'gal-vendor-fields-list',
  severity: 'info',
  galleryOnly: true,
  summary: 'A submission to Tableau Exchange explains each field of your own, with sample values.',
  help: 'Write for each field what it is for, some sample values, and that it holds no personal data.',
  url,
  *check(context) {
    for (const [file, fields] of vendorFieldsByFile(context)) {
      const [first] = fields
      if (first === undefined) continue
      const names = fields.map(({ name }) => `\`${name}\``).join(', ')
      yield { message: `the submission must explain ${names}`, file, place: first.element }
    }
  },
}
