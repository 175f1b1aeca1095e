/**
 * Whether a line of a log passes a query that `toLogQl` printed, by what Loki does at each stage.
 *
 * @param query the selector and a stage in each line
 */
export function createLokiReading(query: string): (line: string, metadata?: Record<string, string>) => boolean {
  const [selector, ...stages] = query.split("\n  ");
  if (!/^\{.*\}$/.test(selector!)) throw new Error(`no selector: ${selector!}`);
  const steps = stages.map(createStage);
  return (line, metadata = {}) => {
    const labels = new Map(Object.entries(metadata));
    return steps.every((step) => step(line, labels));
  };
}

type Labels = Map<string, string>;
type Stage = (line: string, labels: Labels) => boolean;

const string = '`[^`]*`|"(?:[^"\\\\]|\\\\.)*"';
const textOf = (written: string) => (written.startsWith("`") ? written.slice(1, -1) : (JSON.parse(written) as string));

function createStage(stage: string): Stage {
  const [, sign, pattern] = new RegExp(`^([|!])~ (${string})$`, "s").exec(stage) ?? [];
  if (pattern !== undefined) {
    const regex = new RegExp(textOf(pattern), "u");
    return (line) => regex.test(line) === (sign === "|");
  }
  if (stage.startsWith("| json ")) return json(stage);
  if (stage.startsWith("| label_format ")) return labelFormat(stage);
  const tokens = [...stage.slice(2).matchAll(new RegExp(`${string}|[()]|[=!]~|[<>!=]=?|[^\\s()]+`, "gs"))].map(
    ([token]) => token,
  );
  const condition = either(tokens);
  if (tokens.length > 0) throw new Error(`not read: ${tokens.join(" ")}`);
  return (_, labels) => condition(labels);
}

function json(stage: string): Stage {
  const labels = [...stage.matchAll(new RegExp(`(\\w+)=(${string})`, "g"))].map(([, name, path]) => {
    const keys = [...textOf(path!).matchAll(/\["([^"]*)"\]|([A-Za-z_]\w*)/g)].map(
      ([, quoted, plain]) => quoted ?? plain!,
    );
    return { name: name!, keys };
  });
  return (line, known) => {
    for (const { name, keys } of labels) {
      const value = keys.reduce<unknown>(
        (inner, key) =>
          typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? (inner as Record<string, unknown>)[key]
            : undefined,
        JSON.parse(line),
      );
      known.set(
        name,
        value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value),
      );
    }
    return true;
  };
}

function labelFormat(stage: string): Stage {
  const formats = [...stage.matchAll(/(\w+)=`([^`]*)`/g)].map(([, name, template]) => {
    const [, pattern, label, value] = /count "(.*?)" \.(\w+)\) 1 \}\}(.*)\{\{ else \}\}NaN/.exec(template!) ?? [];
    return { name: name!, pattern: new RegExp(pattern ?? ""), label, isTime: value?.includes("unixEpochMillis") };
  });
  return (line, labels) => {
    for (const { name, pattern, label, isTime } of formats) {
      const text = label === undefined ? line : labels.get(label)!;
      labels.set(
        name,
        label === undefined ? line : !pattern.test(text) ? "NaN" : isTime ? String(Date.parse(text)) : text,
      );
    }
    return true;
  };
}

type Condition = (labels: Labels) => boolean;

function either(tokens: string[]): Condition {
  const parts = [both(tokens)];
  while (tokens[0] === "or") parts.push((tokens.shift(), both(tokens)));
  return (labels) => parts.some((part) => part(labels));
}

function both(tokens: string[]): Condition {
  const parts = [single(tokens)];
  while (tokens[0] === "and") parts.push((tokens.shift(), single(tokens)));
  return (labels) => parts.every((part) => part(labels));
}

function single(tokens: string[]): Condition {
  const first = tokens.shift()!;
  if (first === "(") {
    const inner = either(tokens);
    if (tokens.shift() !== ")") throw new Error("no closing bracket");
    return inner;
  }
  const [sign, bound] = tokens.splice(0, 2) as [string, string];
  if (/^["`]/.test(bound)) return textTest(first, sign, textOf(bound));
  return (labels) => {
    // Loki passes a line whose label is no number.
    if (labels.get(first) !== "NaN" && Number.isNaN(Number(labels.get(first) || "none"))) return true;
    const value = Number(labels.get(first));
    if (sign === ">" || sign === ">=") return sign === ">" ? value > Number(bound) : value >= Number(bound);
    return sign === "<" ? value < Number(bound) : value <= Number(bound);
  };
}

function textTest(label: string, sign: string, value: string): Condition {
  // `__error__` is set for a line that is no JSON.
  const textIn = (labels: Labels) => labels.get(label) ?? "";
  if (sign === "=" || sign === "!=") return (labels) => (textIn(labels) === value) === (sign === "=");
  const whole = new RegExp(`^(?:${value})$`, "u");
  return (labels) => whole.test(textIn(labels)) === (sign === "=~");
}
