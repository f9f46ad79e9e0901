import fc from 'fast-check'

// A fixed seed, else a mutant that a property only sometimes sees would make the score another one in every run;
// few runs, as every mutant has to wait for them.
fc.configureGlobal({ seed: 1, numRuns: 50 })
