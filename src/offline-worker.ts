import { serveOffline } from "./offline/serve-offline.ts";

// The service worker of the page: it lets the page start without its server, and never answers a call.
serveOffline();
