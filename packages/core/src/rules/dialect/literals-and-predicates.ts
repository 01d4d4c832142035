/** Since then boolean literals and predicates are written apart. */
export const literalsAndPredicates = '2020.3'
