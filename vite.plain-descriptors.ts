import { fromBinary } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import type { Plugin } from "vite";

/** Generated code describes its file in one call of `fileDesc`, of the descriptor in base64. */
const packed = /\bfileDesc\("([\w+/=]+)"/;
const plainFile = "\0plain-file";
const esmFolder = new URL(".", import.meta.resolve("@bufbuild/protobuf")).pathname.replace(/\/$/, "");

/** `fileDesc` of Protobuf for a descriptor that is an object, with the lists that a registry reads. */
const module = `import { createEmbeddedFileRegistry } from "@bufbuild/protobuf/dist/esm/registry.js";
import { restoreJsonNames } from "@bufbuild/protobuf/dist/esm/codegenv2/restore-json-names.js";
const lists = { field: [], nestedType: [], enumType: [], extension: [], oneofDecl: [] };
const filled = (message) => ({ ...lists, ...message, nestedType: message.nestedType?.map(filled) ?? [] });
export function plainFile(file, imports = []) {
  const messageType = file.messageType?.map(filled) ?? [];
  messageType.forEach(restoreJsonNames);
  const dependency = imports.map(({ proto }) => proto.name);
  const proto = { enumType: [], service: [], extension: [], ...file, messageType, dependency };
  proto.$typeName = "google.protobuf.FileDescriptorProto";
  const described = createEmbeddedFileRegistry(proto, (name) => imports.find((it) => it.proto.name === name)).getFile(proto.name);
  // No message yet: whoever writes it out has create() make one of it.
  delete proto.$typeName;
  return described;
}
`;

/**
 * Writes the descriptors of the contract as objects. Packed as they are generated they take more bytes, and the page would have to
 * carry the descriptor of descriptors, which is larger than all of them, and to read them with it before it shows anything.
 */
export function plainDescriptors(): Plugin {
  return {
    name: "plain-descriptors",
    apply: "build",
    enforce: "pre",
    resolveId(source, importer) {
      if (source === plainFile) return plainFile;
      // The package hides its parts, and is found from here.
      return importer === plainFile ? source.replace("@bufbuild/protobuf/dist/esm", esmFolder) : null;
    },
    load: (id) => (id === plainFile ? module : null),
    transform(code, id) {
      if (!/_pb\.[jt]s$/.test(id) || !packed.test(code)) return null;
      const plain = code.replace(packed, (_, base64: string) => `plainFile(${plainDescriptor(base64)}`);
      return { code: `import { plainFile } from ${JSON.stringify(plainFile)};\n${plain}`, map: null };
    },
  };
}

/** A descriptor as the text of an object of what is set in it. @throws when it has fields that are not known */
function plainDescriptor(base64: string): string {
  return JSON.stringify(fromBinary(FileDescriptorProtoSchema, base64Decode(base64)), (name, value: unknown) => {
    if (name === "$unknown") throw new Error(`Unknown options in a descriptor: ${base64.slice(0, 40)}...`);
    return name === "$typeName" || (Array.isArray(value) && value.length === 0) ? undefined : value;
  });
}
