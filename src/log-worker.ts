import { serveStore } from "./store/worker/serve-store.ts";

// The log program: everything that touches the database runs here, away from the page.
serveStore(self as DedicatedWorkerGlobalScope);
