/** The part of docs/cli.md that says what becomes of files that are there, and what ends a command. */
export const writingSection: readonly string[] = [
  '### What is written',
  'Every file is written whole or not at all: to a temporary name beside it, then renamed. What a killed process leaves behind (`.NAME.….tmp`) is removed by the next run that writes into the folder; temporary files of other computers and containers are removed when they are a day old.',
  [
    '| Command | What becomes of a symbolic link in the place of the file | Permissions of a new file |',
    '| --- | --- | --- |',
    '| `sign`, `timestamp` (in place and `--out`), `cert import` | it stays, and the file that it leads to is replaced; an error if it leads nowhere | as the system gives them |',
    '| `init` (`package.json`, `.gitignore` and the like) | the same | as the system gives them |',
    '| `build`, `install`, `types`, `-l` (`packaging_logs.txt`) | the link is replaced, and what it leads to stays as it was | as the system gives them |',
    '| `dev`, `create` | the same; links to folders outside of the folder are an error | as the system gives them |',
    '| `cert request`, `cert development --export` | an error, as with any file that is there | 600 |',
    '| the development certificate | its keys are new files, all else is replaced | 600 |',
    '| `uninstall` | the link is removed, not what it leads to | |',
  ].join('\n'),
  'A file that is replaced keeps its permissions, and its owner and group where the system allows; where the group cannot be kept, it may do no more than everybody may. Hard links to the earlier file keep the earlier content. Devices, pipes and folders are never replaced, nor is a file that you may not write to.',
  'Folders that you name may be links.',
  '### Scripts and their project',
  'A script may import files of its project and packages that are installed or linked there. The project is the nearest repository (`.git`) at or above the connector folder; without one the workspace, or else the nearest folder with a `package.json` or a `tacosmith.config`; without any of them the connector folder alone. Your home folder is never a project. Symbolic links count as what they lead to. A file outside is an error (`script-not-built`), and nothing of it is packaged or shown. All other files of a connector lie in the connector folder; a link that leads out of it counts as no file.',
  '### Signals',
  'SIGINT (Ctrl-C), SIGTERM and SIGHUP end a command with the exit codes 130, 143 and 129, and nothing half-written stays. `dev` and `logs --follow` run until then: the first signal ends them with 0, a second one at once.',
  'Where the result cannot be written to stdout, a line on stderr says so and the exit code is 2. A reader that stops early, such as `head`, is no error.',
]
