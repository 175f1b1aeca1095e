import { createFieldBlockBuilder, type FieldBlockBuilder } from "../../columns/field-block-builder.ts";
import type { FieldBlock } from "../../columns/field-block.ts";
import { fieldBlockOf, openFieldBlock } from "../../columns/open-field-block.ts";
import { packFieldBlock } from "../../columns/pack-field-block.ts";
import type { PackedSource } from "../log-snapshot.ts";

/** Reads the fields of some lines. */
export type BlockReader = (source: Omit<PackedSource, "columns" | "fromRow">, epoch: string) => Promise<FieldBlock>;

/** What was read of the tail. */
interface ReadTail {
  epoch: string;
  firstPosition: number;
  bytes: number;
  builder: FieldBlockBuilder;
}

/**
 * Creates a reader of packed blocks; of segments of earlier versions, and of the tail, it reads the lines. Those of the tail it
 * reads once, while the tail grows.
 */
export function createBlockReader(): BlockReader {
  let tail: ReadTail | undefined;

  function readTail(lines: Uint8Array, epoch: string, firstPosition: number): FieldBlock {
    if (tail?.epoch !== epoch || tail.firstPosition !== firstPosition)
      tail = { epoch, firstPosition, bytes: 0, builder: createFieldBlockBuilder() };
    // Of an earlier moment than the last one that was read.
    if (lines.length < tail.bytes) return fieldBlockOf(lines, firstPosition);
    tail.builder.add(lines.subarray(tail.bytes));
    tail.bytes = lines.length;
    return openFieldBlock(packFieldBlock(tail.builder.block(), firstPosition))!;
  }

  return async ({ packed, read, firstPosition, sealed }, epoch) => {
    const block = packed && openFieldBlock(packed);
    if (block !== undefined) return block;
    const lines = await read();
    return sealed ? fieldBlockOf(lines, firstPosition) : readTail(lines, epoch, firstPosition);
  };
}
