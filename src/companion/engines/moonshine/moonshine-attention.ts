import { joinBytes } from "../../../basics/bytes.ts";

/**
 * Word times from a model that has none: the decoder's cross-attention shows which audio each token attends to.
 *
 * The published decoder computes it and discards it. Here its ONNX bytes (protobuf) are rewritten in memory so that the six
 * layers' attention leaves the model as outputs `cross_attn.0` to `cross_attn.5`; the file on disk is not touched.
 */

// Field numbers of onnx.proto.
const modelGraph = 7;
const graphNode = 1;
const graphOutput = 12;
const nodeOutput = 2;
const nodeOperator = 4;
const nodeAttribute = 5;
const attributeGraph = 6;

const lengthDelimited = 2;
const utf8 = new TextEncoder();

/** Name of the attention output of a decoder layer. */
export function attentionOutput(layer: number): string {
  return `cross_attn.${String(layer)}`;
}

/** Bytes in chunks, so that twenty megabytes are copied once at the end and not at every level. */
type Chunks = Uint8Array[];

/**
 * Adds the cross-attention of every layer to a merged decoder's outputs.
 *
 * The decoder is one `If` with a branch for the first token and one for the rest: the tensor is declared as an output of both
 * branches, of the `If` and of the graph.
 */
export function exposeCrossAttention(model: Uint8Array, layerCount: number): Uint8Array<ArrayBuffer> {
  const layers = Array.from({ length: layerCount }, (_, layer) => layer);
  const inner = layers.flatMap((layer) =>
    tensorOutput(`/model/decoder/layers.${String(layer)}/encoder_attn/Softmax_output_0`),
  );
  const outer = layers.flatMap((layer) => tensorOutput(attentionOutput(layer)));
  const ifOutputs = layers.flatMap((layer) => field(nodeOutput, [utf8.encode(attentionOutput(layer))]));

  const branch = (graph: Uint8Array) => [graph, ...inner];
  const attribute = (bytes: Uint8Array) => rewrite(bytes, attributeGraph, branch);
  const node = (bytes: Uint8Array) =>
    operatorOf(bytes) === "If" ? [...rewrite(bytes, nodeAttribute, attribute), ...ifOutputs] : [bytes];
  const graph = (bytes: Uint8Array) => [...rewrite(bytes, graphNode, node), ...outer];
  return joinBytes(rewrite(model, modelGraph, graph));
}

interface Field {
  number: number;
  wire: number;
  start: number;
  contentStart: number;
  end: number;
}

/** The fields of one protobuf message, in order. */
function* fieldsOf(message: Uint8Array): Generator<Field> {
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[position++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (position < message.length) {
    const start = position;
    const key = varint();
    const wire = key & 7;
    let contentStart = position;
    if (wire === 0) varint();
    else if (wire === 1) position += 8;
    else if (wire === 5) position += 4;
    else {
      const length = varint();
      contentStart = position;
      position += length;
    }
    yield { number: Math.floor(key / 8), wire, start, contentStart, end: position };
  }
}

/** A message with the content of each field of one number replaced by the result of `change`. */
function rewrite(message: Uint8Array, number: number, change: (content: Uint8Array) => Chunks): Chunks {
  const chunks: Chunks = [];
  let copied = 0;
  for (const each of fieldsOf(message)) {
    if (each.number !== number || each.wire !== lengthDelimited) continue;
    const changed = change(message.subarray(each.contentStart, each.end));
    chunks.push(message.subarray(copied, each.start), ...field(number, changed));
    copied = each.end;
  }
  return [...chunks, message.subarray(copied)];
}

function operatorOf(node: Uint8Array): string {
  for (const each of fieldsOf(node)) {
    if (each.number === nodeOperator) return new TextDecoder().decode(node.subarray(each.contentStart, each.end));
  }
  return "";
}

/** A graph output: ValueInfoProto { name, type { tensor_type { elem_type: FLOAT } } }. */
function tensorOutput(name: string): Chunks {
  const floatTensor = field(1, [Uint8Array.of(1 << 3, 1)]);
  return field(graphOutput, [...field(1, [utf8.encode(name)]), ...field(2, floatTensor)]);
}

function field(number: number, content: Chunks): Chunks {
  const length = content.reduce((sum, chunk) => sum + chunk.length, 0);
  return [encodeVarint((number << 3) | lengthDelimited), encodeVarint(length), ...content];
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  return Uint8Array.of(...bytes, rest);
}
