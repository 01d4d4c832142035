import { describe, expect, it } from 'vitest'
import { findSqlFault } from './sql-balance.ts'

describe('findSqlFault', () => {
  it.each([
    ['CASE WHEN %1 THEN %2 END'],
    ['F(%1, (%2))'],
    ["CONCAT(%1, ')')"],
    ["CONCAT(%1, 'it''s (')"],
    // A backslash before a quote, in databases that read it as one.
    ["REPLACE(%1, '\\'', '(')"],
    // And in those that do not.
    ["REPLACE(%1, '\\', '/')"],
    ['"a ) name"(%1)'],
    ['`a ) name`(%1)'],
    ['F(%1) -- :)'],
    ['F(%1 /* ( */)'],
    ['F($$ ( $$, $tag$ ) $tag$)'],
    // No comment where the database wants a blank behind the dashes.
    ['(%1--1)'],
    ['{fn UCASE(%1)}'],
    ['$1'],
    ["F($tag1$ ) it's $tag1$)"],
    // A $ in a name.
    ['(SELECT x FROM v$session$x)'],
    // Oracle
    ["REPLACE(%1, q'[it's (]', nq'!it's (!')"],
    ["CONCAT(%1, Q'<)>')"],
    // MySQL
    ["F(%1) # it's :)\n"],
    // BigQuery
    ["REGEXP_REPLACE(%1, r'''it's \\(''', '')"],
    ["REGEXP_REPLACE(%1, r\"it's \\(\", '')"],
    // Snowflake
    ["F(%1 // it's :)\n)"],
    // SQL Server
    ["[it's (](%1, [a]]b)])"],
    ['F(%1 /* /* ( */ ( */)'],
  ])('parses %s', (sql) => {
    expect(findSqlFault(sql)).toBeUndefined()
  })

  it.each([
    ['(CASE WHEN %1 < %2 THEN %1 END', 'opening'],
    ['F(%1))', 'closing'],
    [')(', 'closing'],
    ["CONCAT(%1, ')", 'quote'],
    ["'it's'", 'quote'],
    ['F(/* %1)', 'quote'],
    ['F($$ %1)', 'quote'],
    ["F('(', %1", 'opening'],
    ["F(q'[it's (])", 'quote'],
    ["F(iq'[it's')", 'quote'],
    ['[a](%1))', 'closing'],
    ['F(/* /* ( */ %1', 'opening'],
  ])('finds the fault in %s', (sql, fault) => {
    expect(findSqlFault(sql)).toBe(fault)
  })
})
