import { weigh } from "../../evidence.ts";
import { errorTextMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A service of the platform ran out of memory. */
export const serviceOutOfMemory: Rule = {
  cause: "service-out-of-memory",
  about: "connection",
  hops: ["service", "platform"],
  refines: ["service-fault", "platform-refused", "quota", "only-this-call"],
  words: {
    en: {
      title: "A service inside the platform is out of memory",
      why: "The service had too little memory for this call, on its processor or its graphics card. The account has nothing to do with it.",
      next: "Try again later or with a shorter text or recording, and give the words and the time to the platform's operator.",
    },
    ru: {
      title: "Службе внутри платформы не хватило памяти",
      why: "Службе не хватило памяти для этого вызова — обычной или видеопамяти. К лимитам учётной записи это не относится.",
      next: "Повторите позже или с текстом или записью короче и передайте текст и время оператору платформы.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // PyTorch, the C++ library, errno ENOMEM, Python.
        errorTextMatch(
          clues,
          /CUDA out of memory[^;]*|CUDA error: out of memory|torch\.cuda\.OutOfMemoryError|std::bad_alloc|Cannot allocate memory|\bMemoryError\b/,
        ),
      ],
    }),
};
