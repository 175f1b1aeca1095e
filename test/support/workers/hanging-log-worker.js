// The log's worker, which hangs for real at what its name says.
import "./hang.js";
import "../../../src/log-worker.ts?worker_file&type=module";
