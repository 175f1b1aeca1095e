// The log program of the library, which the build writes as one file: who packs the library for another site takes the file of a
// worker along, but nothing that it would load later.
import "./log-worker.ts";
