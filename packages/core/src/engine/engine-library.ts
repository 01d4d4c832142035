/**
 * The library of Tableau's script engine: the properties of each built-in object that exist in Qt 5.15.8 and in
 * Qt 6.4.2 alike, as `Object.getOwnPropertyNames` told there. The empty name stands for the global object.
 */
export const engineLibrary: Readonly<Record<string, readonly string[]>> = {
  '': words(`
    Array ArrayBuffer Atomics Boolean DataView Date Error EvalError Float32Array Float64Array
    Function Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy
    RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError
    TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet
    decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval isFinite isNaN parseFloat
    parseInt undefined unescape`),
  Object: words(`
    assign create defineProperties defineProperty entries freeze getOwnPropertyDescriptor
    getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols getPrototypeOf is
    isExtensible isFrozen isSealed keys length name preventExtensions prototype seal setPrototypeOf
    values`),
  'Object.prototype': words(`
    __defineGetter__ __defineSetter__ __proto__ constructor hasOwnProperty isPrototypeOf
    propertyIsEnumerable toLocaleString toString valueOf`),
  Function: words(`
    length name prototype`),
  'Function.prototype': words(`
    apply arguments bind call caller constructor length name toString`),
  Array: words(`
    from isArray length name of prototype`),
  'Array.prototype': words(`
    concat constructor copyWithin entries every fill filter find findIndex forEach includes indexOf
    join keys lastIndexOf length map pop push reduce reduceRight reverse shift slice some sort
    splice toLocaleString toString unshift values`),
  String: words(`
    fromCharCode fromCodePoint length name prototype raw`),
  'String.prototype': words(`
    charAt charCodeAt codePointAt concat constructor endsWith includes indexOf lastIndexOf length
    localeCompare match normalize padEnd padStart repeat replace search slice split startsWith
    substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim
    valueOf`),
  Number: words(`
    EPSILON MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE NEGATIVE_INFINITY NaN
    POSITIVE_INFINITY isFinite isInteger isNaN isSafeInteger length name parseFloat parseInt
    prototype`),
  'Number.prototype': words(`
    constructor toExponential toFixed toLocaleString toPrecision toString valueOf`),
  'Boolean.prototype': words(`
    constructor toString valueOf`),
  Symbol: words(`
    for hasInstance isConcatSpreadable iterator keyFor length match name prototype replace search
    species split toPrimitive toStringTag unscopables`),
  'Symbol.prototype': words(`
    constructor toString valueOf`),
  Math: words(`
    E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos acosh asin asinh atan atan2 atanh cbrt ceil
    clz32 cos cosh exp expm1 floor fround hypot imul log log10 log1p log2 max min pow random round
    sign sin sinh sqrt tan tanh trunc`),
  JSON: words(`
    parse stringify`),
  Reflect: words(`
    apply construct defineProperty deleteProperty get getOwnPropertyDescriptor getPrototypeOf has
    isExtensible ownKeys preventExtensions set setPrototypeOf`),
  Date: words(`
    UTC length name now parse prototype`),
  'Date.prototype': words(`
    constructor getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds
    getTime getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds
    getUTCMinutes getUTCMonth getUTCSeconds getYear setDate setFullYear setHours setMilliseconds
    setMinutes setMonth setSeconds setTime setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds
    setUTCMinutes setUTCMonth setUTCSeconds setYear toDateString toGMTString toISOString toJSON
    toLocaleDateString toLocaleString toLocaleTimeString toString toTimeString toUTCString valueOf`),
  RegExp: words(`
    $& $' $+ $1 $2 $3 $4 $5 $6 $7 $8 $9 $_ $\` input lastMatch lastParen leftContext length name
    prototype rightContext`),
  'RegExp.prototype': words(`
    compile constructor exec flags global ignoreCase multiline source sticky test toString unicode`),
  Error: words(`
    length name prototype`),
  'Error.prototype': words(`
    constructor message name toString`),
  Map: words(`
    length name prototype`),
  'Map.prototype': words(`
    clear constructor delete entries forEach get has keys set size values`),
  Set: words(`
    length name prototype`),
  'Set.prototype': words(`
    add clear constructor delete entries forEach has keys size values`),
  'WeakMap.prototype': words(`
    constructor delete get has set`),
  'WeakSet.prototype': words(`
    add constructor delete has`),
  Promise: words(`
    all length name prototype race reject resolve`),
  'Promise.prototype': words(`
    catch constructor then`),
  Proxy: words(`
    length name revocable`),
  ArrayBuffer: words(`
    isView length name prototype`),
  'ArrayBuffer.prototype': words(`
    byteLength constructor slice toString`),
  'SharedArrayBuffer.prototype': words(`
    byteLength constructor slice`),
  'DataView.prototype': words(`
    buffer byteLength byteOffset constructor getFloat32 getFloat64 getInt16 getInt32 getInt8
    getUInt16 getUInt32 getUInt8 getUint16 getUint32 getUint8 setFloat32 setFloat64 setInt16
    setInt32 setInt8 setUInt16 setUInt32 setUInt8 setUint16 setUint32 setUint8`),
  Atomics: words(`
    add and compareExchange exchange isLockFree load or store sub wait wake xor`),
  Uint8Array: words(`
    BYTES_PER_ELEMENT length name prototype`),
  'Uint8Array.prototype': words(`
    BYTES_PER_ELEMENT constructor`),
  '%TypedArray%': words(`
    from length name of prototype`),
  '%TypedArray%.prototype': words(`
    buffer byteLength byteOffset constructor copyWithin entries every fill filter find findIndex
    forEach includes indexOf join keys lastIndexOf length map reduce reduceRight reverse set slice
    some subarray toLocaleString toString values`),
  '%Iterator%': words(``),
  '%ArrayIterator%': words(`
    next`),
  '%Generator%': words(`
    constructor next return throw`),
}

/** Objects that have no name of their own. */
const unnamedObjects: Record<string, string> = {
  '': 'this',
  '%TypedArray%': 'Object.getPrototypeOf(Int8Array)',
  '%TypedArray%.prototype': 'Object.getPrototypeOf(Int8Array).prototype',
  '%Iterator%': 'Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))',
  '%ArrayIterator%': 'Object.getPrototypeOf([][Symbol.iterator]())',
  '%Generator%': 'Object.getPrototypeOf(function* () {}).prototype',
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

const removal = `function (library) {
  var evaluate = eval
  var namesOf = Object.getOwnPropertyNames
  var expressions = []
  var deletions = []
  library.forEach(function (entry) {
    try { var object = evaluate(entry[0]) } catch (missing) { return }
    if (object === undefined || object === null) return
    var surplus = namesOf(object).filter(function (name) { return entry[1].indexOf(name) < 0 })
    if (surplus.length === 0) return
    surplus.forEach(function (name) {
      deletions.push('delete found[' + expressions.length + '][' + JSON.stringify(name) + ']')
    })
    expressions.push(entry[0])
  })
  return '(function () { var found = [' + expressions.join() + ']; ' + deletions.join(';') + ' }).call(this)'
}`

/**
 * An expression that gives another one, as a text: the one that `library-removal.ts` keeps, since to find what there is to
 * take away takes longer than all else that makes an engine ready.
 */
export const libraryRemovalSearch: string = `(${removal})(${JSON.stringify(
  Object.entries(engineLibrary).map(([path, names]) => [unnamedObjects[path] ?? path, names]),
)})`
