/** One thing that a detail of a gRPC status says, as it stands in the log. */
export interface StatusDetail {
  /** The message of google.rpc without its package, e.g. `BadRequest`; of other packages the whole name. */
  type: string;
  /** The field that is wrong, or whose quota it is; absent where the detail names none. */
  subject?: string;
  /** Empty for a type that was not decoded. */
  text: string;
}

/** Types whose text is a list of `subject: description`. */
const listTypes = new Set(["BadRequest", "QuotaFailure"]);
/** Where the next entry of such a list begins: a name of a field, or of a subject as `project:7`. */
const nextEntry = /, (?=[\w.[\]/:-]+: )/;

/**
 * Reads the details of a failed call out of `error.grpc_details`, where each is written as `detail: google.rpc.BadRequest voice: unknown`.
 * What they hold is the server's: a list whose descriptions look like entries is read as more of them.
 */
export function readStatusDetails(grpcDetails: string | undefined): StatusDetail[] {
  const parts = (grpcDetails ?? "").split(/; (?=detail: |cause: |x-[\w-]+: )/);
  return parts.flatMap((part) => {
    const [, name, text = ""] = /^detail: ([\w.]+)(?: ([^]*))?$/.exec(part) ?? [];
    if (name === undefined) return [];
    const type = name.replace(/^google\.rpc\./, "");
    return listTypes.has(type)
      ? text.split(nextEntry).map((entry) => ({ type, ...readEntry(entry) }))
      : [{ type, text }];
  });
}

function readEntry(entry: string): Omit<StatusDetail, "type"> {
  const [, subject, text] = /^([^\s]+): ([^]*)$/.exec(entry) ?? [];
  return subject === undefined || text === undefined ? { text: entry } : { subject, text };
}
