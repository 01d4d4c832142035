#!/usr/bin/env node
'use strict'
// CommonJS, which Node loads some milliseconds sooner.
require('../dist/start.cjs').start(process.argv.slice(2))
