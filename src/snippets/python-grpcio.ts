import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import { hostAndPort } from "./call-address.ts";
import { contractFiles } from "./contract-file.ts";
import type { LoggedCall } from "./logged-call.ts";
import type { RequestValue } from "./logged-fields.ts";
import type { Snippet } from "./snippet.ts";
import { contractFileName, snippetComment, tokenVariable, unknownAddress } from "./snippet-comment.ts";
import { pythonString } from "./visible-text.ts";

/** The call as a program for Python's grpcio. It prints the answer, and saves its sound as a WAV. */
export function writePython(call: LoggedCall): Snippet {
  const { method, address = unknownAddress, isAuthorized, sound } = call;
  const module = moduleOf(method.parent.file);
  const hasSpeech = "audio" in method.output.field;
  const isPcmStream = hasSpeech && method.methodKind === "server_streaming";
  const limits: Snippet["limits"] = address.prefix === "" ? [] : ["path-prefix"];
  const imports = [
    ...(isAuthorized ? ["import os"] : []),
    ...(sound || isPcmStream ? ["import wave"] : []),
    "",
    "import grpc",
    `from google.protobuf.json_format import ${hasSpeech ? "ParseDict" : "MessageToJson, ParseDict"}`,
    importOf(method.input),
    `from ${packageOf(module)} import ${nameOf(module)}_pb2_grpc`,
  ];
  return {
    text: [
      ...snippetComment(call, limits, ...(isAuthorized ? [`Wants a token: export ${tokenVariable}=...`] : [])),
      "#",
      "# pip install grpcio grpcio-tools",
      `# python3 -m grpc_tools.protoc --descriptor_set_in=${contractFileName} --python_out=. --grpc_python_out=. \\`,
      `#   ${stubFiles(method.parent.file).join(" ")}`,
      ...imports,
      "",
      ...requestLines(call),
      ...channelLines(address, isAuthorized),
      `    stub = ${nameOf(module)}_pb2_grpc.${method.parent.name}Stub(channel)`,
      ...callLines(call, hasSpeech).map((line) => `    ${line}`),
      "",
    ].join("\n"),
    limits,
  };
}

/** The contract's own files that a file is made of; those of protobuf come with its library. */
const stubFiles = (file: DescFile): string[] =>
  contractFiles([file])
    .map(({ proto }) => proto.name)
    .filter((name) => !name.startsWith("google/"));

function importOf(input: DescMessage): string {
  const module = moduleOf(input.file);
  return `from ${packageOf(module)} import ${nameOf(module)}_pb2`;
}

const moduleOf = (file: DescFile) => file.proto.name.replace(/\.proto$/, "");
const packageOf = (module: string) => module.split("/").slice(0, -1).join(".");
const nameOf = (module: string) => module.split("/").at(-1) ?? module;
const messageOf = (message: DescMessage) => `${nameOf(moduleOf(message.file))}_pb2.${message.name}`;

function requestLines({ method, request, sound }: LoggedCall): string[] {
  const message = messageOf(method.input);
  const parsed = `request = ParseDict(${pythonLiteral(request)}, ${message}())`;
  if (!sound) return [parsed];
  const read = [
    // Python's own reader takes 16-bit PCM only.
    ...(sound.format.coding === "pcm16"
      ? [`with wave.open(${pythonString(sound.fileName)}) as file:`, "    samples = file.readframes(file.getnframes())"]
      : [
          `with open(${pythonString(sound.fileName)}, "rb") as file:`,
          '    samples = file.read().split(b"data", 1)[1][4:]',
        ]),
  ];
  if (sound.chunkBytes === undefined) return [parsed, ...read, `request.${sound.field} = samples`];
  return [
    parsed,
    ...read,
    "",
    "",
    "def requests():",
    "    yield request",
    `    for start in range(0, len(samples), ${String(sound.chunkBytes)}):`,
    `        yield ${message}(${sound.field}=samples[start : start + ${String(sound.chunkBytes)}])`,
    "",
  ];
}

function channelLines(address: NonNullable<LoggedCall["address"]>, isAuthorized: boolean): string[] {
  const target = pythonString(hostAndPort(address));
  const limits = 'options=[("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]';
  const open = address.isSecure
    ? `grpc.secure_channel(${target}, grpc.ssl_channel_credentials(), ${limits})`
    : `grpc.insecure_channel(${target}, ${limits})`;
  const metadata = isAuthorized ? `[("authorization", "Bearer " + os.environ["${tokenVariable}"])]` : "[]";
  return [`metadata = ${metadata}`, `with ${open} as channel:`];
}

function callLines({ method, request, sound }: LoggedCall, hasSpeech: boolean): string[] {
  const argument = sound?.chunkBytes === undefined ? "request" : "requests()";
  const made = `stub.${method.name}(${argument}, metadata=metadata)`;
  if (method.methodKind === "bidi_streaming") {
    return [`for response in ${made}:`, "    print(MessageToJson(response, ensure_ascii=False))"];
  }
  if (!hasSpeech) return [`print(MessageToJson(${made}, ensure_ascii=False))`];
  if (method.methodKind === "unary") {
    return ['with open("speech.wav", "wb") as file:', `    file.write(${made}.audio)`];
  }
  if (request["encoding"] !== "LINEAR_PCM") {
    return [
      'with open("speech.raw", "wb") as file:',
      `    for response in ${made}:`,
      "        file.write(response.audio)",
    ];
  }
  return [
    'with wave.open("speech.wav", "wb") as file:',
    "    file.setnchannels(1)",
    "    file.setsampwidth(2)",
    `    file.setframerate(${String(request["sample_rate_hertz"] ?? 16_000)})`,
    `    for response in ${made}:`,
    "        file.writeframes(response.audio)",
  ];
}

/** A value as Python writes it; its strings are those of JSON. */
function pythonLiteral(value: RequestValue, indent = ""): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return pythonString(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const inner = `${indent}    `;
  const lines = entries.map(([name, item]) => `${inner}${pythonString(name)}: ${pythonLiteral(item, inner)},\n`);
  return `{\n${lines.join("")}${indent}}`;
}
