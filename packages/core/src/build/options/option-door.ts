/** Where options are written: in a configuration, on the command line, in the GitHub Action, in the environment. */
export type OptionDoor = 'configuration' | 'command-line' | 'action' | 'environment'
