// Lets V8 optimize code later: most processes of the tests end before that pays. It saves an eighth of their processor time.
// Node 24 has the flag, Node 26 no longer.
if (parseInt(process.versions.node, 10) < 25)
  require('node:v8').setFlagsFromString('--interrupt-budget=1000000');
