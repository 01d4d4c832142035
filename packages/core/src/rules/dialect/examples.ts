import type { RuleExample } from '../rule-example.ts'
import { functionExamples } from './function-examples.ts'
import { sqlFormatExamples } from './sql-format-examples.ts'

const file = 'dialect.tdd'

export const dialectExamples: readonly RuleExample[] = [
  {
    rule: 'dia-base-unknown',
    why: 'With a base that does not exist the connector does not load. Tableau may know more dialects than the documentation lists, so this is only a warning.',
    file,
    wrong: '<dialect name="Brook" class="brook_jdbc" base="Postgres90Dialect" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" base="PostgreSQL90Dialect" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  },
  {
    rule: 'dia-missing-for-odbc-jdbc',
    why: 'Upon the bare protocols there is no dialect to inherit, so Tableau cannot write a single query.',
    file: 'manifest.xml',
    wrong: '<connection-resolver file="connection-resolver.tdr"/>',
    right: `<connection-resolver file="connection-resolver.tdr"/>
<dialect file="dialect.tdd"/>`,
    context: {
      replaces: '<connection-resolver file="connection-resolver.tdr"/>',
      changes: { 'manifest.xml': [['<dialect file="dialect.tdd"/>', '']] },
    },
  },
  {
    rule: 'dia-version-format',
    why: 'The attribute is no version of your own: it is a release of Tableau, year and quarter, as 18.1 in nearly all dialects.',
    file,
    wrong: '<dialect name="Brook" class="brook_jdbc" version="1.0.0">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  },
  ...functionExamples,
  ...sqlFormatExamples,
]
