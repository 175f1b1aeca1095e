/** Handles a request, or returns undefined without having read the body. */
export type WebHandler = (request: Request) => Promise<Response | undefined>;
