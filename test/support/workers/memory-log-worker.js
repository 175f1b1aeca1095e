// The log's worker in a browser without IndexedDB: the log is in memory only.
import "./remove-indexeddb.js";
import "../../../src/log-worker.ts?worker_file&type=module";
