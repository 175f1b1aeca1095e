import { serveShipping } from "./shipping/serve-shipping.ts";
import { openShippingStore } from "./shipping/shipping-store.ts";
import { openLogPositions } from "./store/read/open-log-positions.ts";

// The shipping program: reads the log beside the program that writes it, so that nobody who logs waits for a receiver.
serveShipping(self as DedicatedWorkerGlobalScope, { openLog: openLogPositions, openStore: openShippingStore });
