#!/usr/bin/env node
process.exitCode = require('./dist/check/command.js').runCommand(process.argv.slice(2));
