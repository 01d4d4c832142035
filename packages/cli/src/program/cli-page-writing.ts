/** The part of docs/cli.md that says what happens to existing files, and how a command ends. */
export const writingSection: readonly string[] = [
  '### What is written',
  'Every file is written completely or not at all: under a temporary name in the same folder, then renamed. Whatever a killed process leaves behind (`.NAME.….tmp`) is removed by the next run that writes to the folder; temporary files from other computers and containers are removed once they are a day old.',
  [
    '| Command | If the file is a symbolic link | Permissions of a new file |',
    '| --- | --- | --- |',
    '| `sign`, `timestamp` (in place and `--out`), `cert import`, `cert export --out` | the link stays and its target is replaced; an error if the target does not exist | the system default |',
    '| `init` (`package.json`, `.gitignore` and the like) | the same | the system default |',
    '| `build`, `install`, `types`, `-l` (`packaging_logs.txt`) | the link is replaced and its target stays unchanged | the system default |',
    '| `dev`, `create` | the same; links to folders outside the folder are an error | the system default |',
    '| `cert request`, `cert development --export` | an error, as for any existing file | 600 |',
    '| the development certificate | its keys are new files, everything else is replaced | 600 |',
    '| `uninstall` | the link is removed, not its target | |',
  ].join('\n'),
  'A file that is replaced keeps its permissions, and its owner and group if the system allows it; if the group cannot be kept, it gets no more permissions than everyone else. Hard links to the old file keep the old content. Devices, pipes and folders are never replaced, nor is a file that you have no write permission for.',
  'Folders that you give may be links.',
  '### Scripts and their project',
  'A script may import files from its project and packages that are installed or linked there. The project is the nearest repository (`.git`) at or above the connector folder; failing that, the workspace; failing that, the nearest folder with a `package.json` or a `tacosmith.config`; otherwise just the connector folder. Your home folder is never a project. Symbolic links count as their targets. A file outside the project is an error (`script-not-built`), and none of it is packaged or shown. All other files of a connector are in the connector folder; a link that leads out of it is treated as missing.',
  '### Signals',
  'SIGINT (Ctrl-C), SIGTERM and SIGHUP end a command with the exit codes 130, 143 and 129, and leave nothing half-written; Ctrl-C at a question is the same. `dev`, `preview` and `logs --follow` run until then: the first signal ends them with exit code 0, a second one immediately.',
  'If the result cannot be written to stdout, a line on stderr says so and the exit code is 2. A reader that stops early, such as `head`, is not an error.',
]
