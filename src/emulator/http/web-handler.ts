/** Answers a request, or leaves it to somebody else, in which case it has not touched the body. */
export type WebHandler = (request: Request) => Promise<Response | undefined>;
