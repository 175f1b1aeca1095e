import type { Plugin } from "vite";

const connectSerialization = "/@connectrpc/connect/dist/esm/protocol/serialization.js";
const binaryOnly = "\0binary-only";

/** What Connect's serialization imports of Protobuf, without the JSON form of messages. */
const module = `export { fromBinary, toBinary } from "@bufbuild/protobuf";
const refuse = () => { throw new Error("calls of the console are binary: useBinaryFormat must be true"); };
export { refuse as fromJsonString, refuse as toJsonString };
`;

/**
 * Leaves out how Connect reads and writes messages as JSON, which no call of the console does: gRPC-Web and the bridge are binary.
 * Others that read messages from JSON, as the platform's archive, import it for themselves, when they are needed.
 */
export function binaryCalls(): Plugin {
  return {
    name: "binary-calls",
    apply: "build",
    enforce: "pre",
    resolveId(source, importer) {
      if (source === binaryOnly) return binaryOnly;
      return source === "@bufbuild/protobuf" && importer?.endsWith(connectSerialization) ? binaryOnly : null;
    },
    load: (id) => (id === binaryOnly ? module : null),
  };
}
