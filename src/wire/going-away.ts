/** Words with which a server that is being stopped refuses a call or ends a live one; the page knows the cause by them. */
export const goingAwayWords = "the server is going away";

/** Close code of the WebSocket of a live call that such a server ends: "going away" (RFC 6455, 7.4.1). */
export const goingAwayCloseCode = 1001;
