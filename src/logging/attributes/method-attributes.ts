import type { DescMethod } from "@bufbuild/protobuf";
import { unaryAttributes, methodKey, type MethodAttributes, type MethodAttributesTable } from "./call-attributes.ts";
import { asrAttributes } from "./asr-attributes.ts";
import { cloningAttributes } from "./cloning-attributes.ts";
import { modelsAttributes } from "./models-attributes.ts";
import { ttsAttributes } from "./tts-attributes.ts";

const descriptions: MethodAttributesTable = {
  ...ttsAttributes,
  ...asrAttributes,
  ...modelsAttributes,
  ...cloningAttributes,
};

/** How a method is logged; an unknown one by its name only. */
export function methodAttributes(method: DescMethod): MethodAttributes {
  return (
    descriptions[methodKey(method)] ?? {
      service: "System",
      requestService: `${method.parent.name}_${method.name}`,
      open: () =>
        unaryAttributes(
          () => ({ attributes: {} }),
          () => ({ attributes: {} }),
        ),
    }
  );
}
