export { isAbout, type LogEntry, type LogLine, type LogSeverity, readLogLine } from './log-entry.ts'
