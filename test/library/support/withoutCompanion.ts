// To be imported first: the library then guesses the free ports itself, as in a delivery without native code.
process.env.COMPANION = 'off';
