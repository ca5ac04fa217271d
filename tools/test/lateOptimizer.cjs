// Lets V8 optimize code later: most processes of the tests end before that pays. It saves an eighth of their processor time.
require('node:v8').setFlagsFromString('--interrupt-budget=1000000');
