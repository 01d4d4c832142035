/** What is left of a number, negative or not, divided by a positive one. */
export function modulo(number: bigint, prime: bigint): bigint {
  return ((number % prime) + prime) % prime
}

export function power(base: bigint, exponent: bigint, prime: bigint): bigint {
  let result = 1n
  for (let left = exponent, square = modulo(base, prime); left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % prime
    square = (square * square) % prime
  }
  return result
}
