import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvent } from "../log-event.ts";
import { createLogger } from "../logger.ts";
import { compileRules, ruleProblem, type OwnRule } from "./compile-rules.ts";
import { readySets } from "./ready-sets.ts";
import { applyRedactionRules, redactEvent } from "./redaction-rules.ts";

const own = (find: string, more: Partial<OwnRule> = {}): OwnRule => {
  return { name: "mine", by: "pattern", find, replacement: "[mine]", isOn: true, ...more };
};
const rulesOf = (...rules: OwnRule[]) => compileRules({ sets: [], own: rules });

describe("applyRedactionRules", () => {
  it("takes what a pattern names out of texts, keys and long numbers, however deep, and counts it", () => {
    const rules = rulesOf(own(String.raw`\d{12}`), own("client no", { name: "field", by: "field" }));
    const counts = new Map<string, number>();
    const value = { a: ["x 123456789012 y", 123456789012], "k-210987654321": { client_no: 7, clientNo: ["a"] }, n: 12 };
    expect(applyRedactionRules(value, rules, counts)).toEqual({
      a: ["x [mine] y", "[mine]"],
      "k-[mine]": { client_no: "[mine]", clientNo: "[mine]" },
      n: 12,
    });
    expect([...counts]).toEqual([
      ["mine", 3],
      ["field", 2],
    ]);
  });

  it("gives the same object where nothing fits, and changes nothing a second time", () => {
    const rules = compileRules({ sets: readySets, own: [own("contract-[a-z]+")] });
    const clean = { text: "nothing", list: [1, "two", null], inner: { ok: true } };
    expect(applyRedactionRules(clean, rules)).toBe(clean);
    const part = fc.constantFrom(
      ...[
        "ivan@example.com",
        "+7 916 123-45-67",
        "4111 1111 1111 1111",
        "contract-abc",
        '"fio":"Иван"',
        "email=",
        " ",
        "x",
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = applyRedactionRules(parts.join(" "), rules);
        expect(applyRedactionRules(once, rules)).toBe(once);
      }),
    );
  });

  it("takes everything that belongs to a fit, also where fits overlap", () => {
    expect(applyRedactionRules("aXbXc 12345", rulesOf(own(String.raw`.X.`)))).toBe("[mine] 12345");
    expect(applyRedactionRules("12345678", rulesOf(own(String.raw`\d{4}`)))).toBe("[mine]");
    expect(applyRedactionRules("one, two", rulesOf(own(String.raw`\w+`, { replacement: "*" })))).toBe("*, *");
  });

  it("reads JSON and forms inside of texts for fields by name", () => {
    const rules = compileRules({ sets: ["fields"], own: [] });
    const clean = (text: string) => applyRedactionRules(text, rules);
    expect(clean('{"fio":"Иван \\"Грозный\\" Петров","age":5}')).toBe('{"fio":"[personal]","age":5}');
    expect(clean(JSON.stringify(JSON.stringify({ last_name: "Петров", a: 1 })))).toBe(
      JSON.stringify(JSON.stringify({ last_name: "[personal]", a: 1 })),
    );
    expect(clean("/api?phone=123&x=1")).toBe("/api?phone=[personal]&x=1");
    expect(clean("the address: none, file_name=a.wav")).toBe("the address: none, file_name=a.wav");
  });
});

describe("ruleProblem", () => {
  it.each([
    ["", "empty"],
    ["(a", "regex-syntax"],
    [String.raw`(a)\1`, "regex-feature"],
    ["(a+)+$", "regex-slow"],
    ["(a|aa)*b", "regex-slow"],
    ["a".repeat(201), "regex-long"],
    ["a*", "matches-nothing"],
    ["mine", "replacement"],
    ["contract-[0-9]{6}", undefined],
  ])("of %s is %s", (find, problem) => {
    expect(ruleProblem(own(find))).toBe(problem);
  });

  it.each(["_", "-", " _ - ", "\u00a0"])(
    "of a field whose name says nothing, %j, is empty, and it is left out",
    (find) => {
      const field = own(find, { by: "field" });
      expect(ruleProblem(field)).toBe("empty");
      expect(applyRedactionRules({ "": 1, text: 'a="b"' }, rulesOf(field))).toEqual({ "": 1, text: 'a="b"' });
    },
  );

  it("keeps the steps of a search in proportion to the text, whatever pattern and text", () => {
    // Each of these begins anew at every character in a search that goes back, or forward again.
    for (const find of ["a(?:.*b)?", "a*a*a*a*b", "(?:a?){0}a.*x", "[a-z]*[a-z]*[a-z]*[0-9]", ".*.*.*=.*"]) {
      const rules = rulesOf(own(find));
      for (const text of ["a".repeat(100_000), "ab".repeat(50_000)]) {
        let steps = 0;
        const counted: unknown = new Proxy(Object(text) as object, {
          get(target, name) {
            if (name === "codePointAt") return (at: number) => (steps++, text.codePointAt(at));
            const value: unknown = Reflect.get(target, name);
            return typeof value === "function" ? (value.bind(text) as unknown) : value;
          },
        });
        for (const rule of rules) rule.find(counted as string);
        expect(steps, find).toBeLessThanOrEqual(2 * text.length);
      }
    }
  });
});

describe("a logger with rules", () => {
  function setup(rules = compileRules({ sets: readySets, own: [own(String.raw`req_\d+|session|TTS`)] })) {
    const events: LogEvent[] = [];
    const logger = createLogger({
      sink: { append: (event) => void events.push(event) },
      sessionId: "session-1",
      rules,
    });
    return { events, logger };
  }

  it("logs none of 1,000 personal strings, wherever they stand, and keeps what names event and call", () => {
    const { events, logger } = setup();
    const digits = (seed: number, count: number) => String((seed * 7_919_993) % 10 ** count).padStart(count, "3");
    const personal = Array.from({ length: 1_000 }, (_, at) =>
      at % 2 === 0
        ? `user.${String(at)}@mail-${String(at % 9)}.example.ru`
        : `+7 916 ${digits(at, 3)}-45-${digits(at, 2)}`,
    );
    for (const [at, text] of personal.entries()) {
      const place = [
        { request_data: { metadata: { note: `call ${text}` } } },
        { error: { error_type: "INTERNAL", error_message: `no ${text}`, grpc_details: `x; ${text}; y` } },
        { data: { list: [{ [text]: 1 }, text] }, endpoint: `https://a.example/${text}` },
      ][at % 3]!;
      logger.log("ERROR", "request_error", `failed for ${text}`, {
        request_id: "req_1_0001_a",
        service: "TTS",
        ...place,
      });
    }
    const written = JSON.stringify(events);
    expect(personal.filter((text) => written.includes(text))).toEqual([]);
    expect(events).toHaveLength(1_000);
    for (const event of events) {
      expect(event).toMatchObject({ request_id: "req_1_0001_a", session_id: "session-1", service: "TTS" });
    }
  });

  it("follows a change of the rules from the next event on", () => {
    const { events, logger } = setup([]);
    logger.logSystemEvent("a", "ivan@example.com");
    logger.setRedactionRules(compileRules({ sets: ["email"], own: [] }));
    logger.logSystemEvent("b", "ivan@example.com");
    expect(events.map(({ message }) => message)).toEqual(["ivan@example.com", "[email]"]);
  });

  it("says in redactEvent what it says when writing", () => {
    const rules = compileRules({ sets: ["email"], own: [own("request")] });
    const event = { event: "request_start", request_id: "request", message: "request of a@example.com", seq: 1 };
    expect(redactEvent(event, rules)).toEqual({ ...event, message: "[mine] of [email]" });
  });
});
