import type { RuleDescription } from '../rule.ts'

/** The application inside is made by another tool. */
export const rule: RuleDescription = {
  id: 'eps-not-packaged',
  severity: 'error',
  summary: "A web data connector is packaged by Tableau's taco toolkit.",
  help: 'Run `taco build` and `taco pack`, then sign the file with `tacosmith sign`.',
  url: 'https://help.tableau.com/current/api/webdataconnector/en-us/index.html',
}
