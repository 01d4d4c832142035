// The commands that are about signatures. They need much of the same, so that they are bundled as one file.
export { signCommand } from './sign.ts'
export { timestampCommand } from './timestamp.ts'
export { verifyCommand } from './verify.ts'
