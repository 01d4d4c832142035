import { type NameAttribute, PRINTABLE_STRING } from './attribute-text.ts'
import {
  canonicalAttribute,
  canonicalPart,
  canonicalText,
  comparedText,
  escaped,
  trimmed,
} from './canonical-name.ts'
import type { Name } from './name.ts'
import { NEWER_CHARACTERS } from './newer-characters.ts'

/** Malformed UTF-8 is among it: we read it as U+FFFD. */
const UNCLEAR_IN_UTF8 = new RegExp(`[\\ufffd${NEWER_CHARACTERS}]`, 'u')
/** Which of the two small ones ends a word, JDKs decide by rules of their own. */
const SIGMA = /[Σσς]/
/** JDK 17 takes them for anything, newer ones for Latin-1. */
const UNCLEAR_IN_PRINTABLE = /[\u0080-\u00ff]/

/** No real file has more names, and comparing each with each takes long. */
const MAXIMUM_NAMES = 60

/**
 * True where two of the names are equal to one JDK and may not be to another, or are equal only at times.
 *
 * @param limits - Names that stand for all names below them.
 */
export function hasDoubtfulPair(names: readonly Name[], limits: readonly Name[]): boolean {
  const all = [...names, ...limits]
  if (!all.some(isUnclear)) return false
  return (
    all.length > MAXIMUM_NAMES ||
    all.some((one) => names.some((other) => isDoubtful(one, other) || hasOtherShape(one, other))) ||
    limits.some((limit) => all.some((other) => isDoubtfullyWithin(limit, other)))
  )
}

/** True for a name that may be in doubt beside another one. */
export function isUnclear({ parts }: Name): boolean {
  return parts
    .flat()
    .some(
      (attribute) =>
        isUnclearAttribute(attribute) ||
        hasHiddenSeparator(attribute) ||
        SIGMA.test(comparedText(attribute) ?? ''),
    )
}

/** True where JDKs may differ in whether two names are equal. */
export function isDoubtful(one: Name, other: Name): boolean {
  if (shapeOf(one) === shapeOf(other) && isDoubtfullyWithin(one, other)) return true
  if (differBySigma(one.canonical, other.canonical)) return true
  // Among unclear characters, hidden separators may make other parts of one.
  const attributes = [...one.parts, ...other.parts].flat()
  return (
    attributes.some(hasHiddenSeparator) &&
    attributes.some(isUnclearAttribute) &&
    maybeAlike(clearEndsOfName(one), clearEndsOfName(other))
  )
}

function isDoubtfullyWithin(one: Name, other: Name): boolean {
  const count = Math.min(one.parts.length, other.parts.length)
  const relations = Array.from({ length: count }, (_, index) =>
    partRelation(one.parts[index] ?? [], other.parts[index] ?? []),
  )
  return relations.includes('doubtful') && !relations.includes('different')
}

function differBySigma(one: string, other: string): boolean {
  return one !== other && withoutFinalSigma(one) === withoutFinalSigma(other)
}

/** Java compares the number of parts first, unless it did something else with both names before, as it does with roots. */
function hasOtherShape(one: Name, other: Name): boolean {
  return one.canonical === other.canonical && shapeOf(one) !== shapeOf(other)
}

function shapeOf({ parts }: Name): string {
  return parts.map(({ length }) => length).join()
}

/** True for characters that stand for what separates parts, and turn into it after Java has marked the others. */
function hasHiddenSeparator(attribute: NameAttribute): boolean {
  const others = comparedText(attribute)?.replaceAll(/[\0-\x7f]/g, '') ?? ''
  return /[,+\\]/.test(others.normalize('NFKD'))
}

function isUnclearAttribute(attribute: NameAttribute): boolean {
  return unclearIn(attribute).test(comparedText(attribute) ?? '')
}

function unclearIn({ value }: NameAttribute): RegExp {
  return value.tag === PRINTABLE_STRING ? UNCLEAR_IN_PRINTABLE : UNCLEAR_IN_UTF8
}

type Part = readonly NameAttribute[]

function partRelation(one: Part, other: Part): 'same' | 'different' | 'doubtful' {
  if (one.length === other.length && one.every((attribute, index) => isIdentical(attribute, other[index])))
    return 'same'
  if (one.length !== other.length) return 'different'
  if (![...one, ...other].some(isUnclearAttribute)) {
    const [left, right] = [canonicalPart(one), canonicalPart(other)]
    if (SIGMA.test(left) && withoutFinalSigma(left) === withoutFinalSigma(right)) return 'doubtful'
    return left === right ? 'same' : 'different'
  }
  const maybe = (some: Part, all: Part): boolean =>
    some.every((attribute) => all.some((candidate) => maybeEqual(attribute, candidate)))
  return maybe(one, other) && maybe(other, one) ? 'doubtful' : 'different'
}

function isIdentical(one: NameAttribute, other: NameAttribute | undefined): boolean {
  return (
    one.oid === other?.oid &&
    one.value.tag === other.value.tag &&
    Buffer.compare(one.value.content, other.value.content) === 0
  )
}

function maybeEqual(one: NameAttribute, other: NameAttribute): boolean {
  if (one.oid !== other.oid) return false
  const [left, right] = [readingsOf(one), readingsOf(other)]
  if (left === undefined || right === undefined) return maybeAlike(clearEnds(one), clearEnds(other))
  return left.some((reading) => right.includes(reading))
}

const NEWER = new RegExp(`[${NEWER_CHARACTERS}]`, 'u')
const REPLACED = /\ufffd+/g

/** What JDKs make of a text that is clear, or of bytes in a PrintableString; undefined where nobody knows all of that. */
function readingsOf(attribute: NameAttribute): string[] | undefined {
  const text = comparedText(attribute)
  if (text === undefined) return undefined
  if (attribute.value.tag === PRINTABLE_STRING) return printableReadings(text, attribute.value.content)
  return isUnclearAttribute(attribute) ? undefined : [comparedForm(text)]
}

/** Latin-1 to the newer JDKs, UTF-8 or ASCII to JDK 17. */
function printableReadings(latin1: string, content: Uint8Array): string[] | undefined {
  const decoded = Buffer.from(content).toString('utf8')
  if (NEWER.test(decoded)) return undefined
  const asAscii = latin1.replaceAll(/[\u0080-\u00ff]+/g, '\ufffd')
  return [latin1, decoded.replaceAll(REPLACED, '\ufffd'), asAscii].map(comparedForm)
}

function comparedForm(text: string): string {
  return withoutFinalSigma(canonicalText(trimmed(escaped(text))))
}

/** What a text begins and ends with, in its canonical form, whatever the unclear characters between are. */
interface ClearEnds {
  start: string
  end: string
}

function maybeAlike(one: ClearEnds, other: ClearEnds): boolean {
  return (
    (one.start.startsWith(other.start) || other.start.startsWith(one.start)) &&
    (one.end.endsWith(other.end) || other.end.endsWith(one.end))
  )
}

/** In its canonical form, a name has its last part first. */
function clearEndsOfName({ parts }: Name): ClearEnds {
  const isClear = (part: Part): boolean => !part.some(isUnclearAttribute)
  const firstUnclear = parts.findIndex((part) => !isClear(part))
  const whole = (some: readonly Part[]): string =>
    withoutFinalSigma(some.toReversed().map(canonicalPart).join(','))
  if (firstUnclear < 0) return alike(whole(parts))
  const above = parts.slice(0, firstUnclear)
  const below = parts.slice(parts.findLastIndex((part) => !isClear(part)) + 1)
  return {
    start: below.length === 0 ? '' : `${whole(below)},`,
    end: above.length === 0 ? '' : `,${whole(above)}`,
  }
}

const knownEnds = new WeakMap<NameAttribute, ClearEnds>()

/** Of each, one asks many times. */
function clearEnds(attribute: NameAttribute): ClearEnds {
  const ends = knownEnds.get(attribute) ?? findClearEnds(attribute)
  knownEnds.set(attribute, ends)
  return ends
}

function findClearEnds(attribute: NameAttribute): ClearEnds {
  const text = comparedText(attribute)
  if (text === undefined) return alike(canonicalAttribute(attribute).replace(/^[^=]*=/, ''))
  const pieces = text.split(new RegExp(unclearIn(attribute), 'gu'))
  if (pieces.length < 2) return alike(comparedForm(text))
  // Another character stands for the unclear one, so that what is at neither end of the text is left alone.
  const first = trimmed(`${escaped(pieces[0] ?? '')}x`).slice(0, -1)
  const last = trimmed(escaped(`x${pieces.at(-1) ?? ''}`)).slice(1)
  // Marks may trade places with an unclear one beside them.
  return {
    start: withoutFinalSigma(canonicalText(first)).replace(/\p{M}+$/u, ''),
    end: withoutFinalSigma(canonicalText(last)).replace(/^\p{M}+/u, ''),
  }
}

function alike(text: string): ClearEnds {
  return { start: text, end: text }
}

/** Which of the two small letters it becomes depends on what is beside it. */
function withoutFinalSigma(text: string): string {
  return text.replaceAll('ς', 'σ')
}
