import { MissingError } from "./line-query.ts";
import { logQlText } from "./logql-text.ts";

const numberPattern = "^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$";
const timePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$";

/**
 * The labels that a LogQL query makes of a line. Each begins with `line_`, so that none meets a label of the stream, which would
 * win over it.
 */
export class LogQlLabels {
  /** By path. */
  private readonly fields = new Map<string, string>();
  /** By the name that each would have, were it free. */
  private readonly made = new Map<string, { label: string; template: string }>();
  private readonly taken = new Set<string>();

  /** The label with the value of a field; empty where a line has none. */
  of(path: string): string {
    const known = this.fields.get(path);
    if (known !== undefined) return known;
    const label = this.free(`line_${path.replaceAll(/[^A-Za-z0-9_]/g, "_")}`);
    this.fields.set(path, label);
    return label;
  }

  /** The label with the number of a field; `NaN` where a line has none. */
  number(path: string): string {
    const label = this.of(path);
    return this.make(`${label}_number`, branch(numberPattern, label, `{{ .${label} }}`));
  }

  /** The label with a time, in milliseconds since the epoch; `NaN` where a line has none. */
  time(path: string): string {
    const label = this.of(path);
    const time = `{{ unixEpochMillis (toDateInZone "2006-01-02T15:04:05.000Z" "UTC" .${label}) }}`;
    return this.make(`${label}_ms`, branch(timePattern, label, time));
  }

  /** The label with the text of the whole line. */
  line(): string {
    return this.make("line", "{{ __line__ }}");
  }

  /** The stages that make them. */
  stages(): string[] {
    const fields = [...this.fields].map(([path, label]) => `${label}=${logQlText(jsonExpression(path))}`);
    const made = [...this.made.values()].map(({ label, template }) => `${label}=\`${template}\``);
    return [
      ...(fields.length === 0 ? [] : [`| json ${fields.join(", ")}`, `| __error__ = ""`]),
      ...(made.length === 0 ? [] : [`| label_format ${made.join(", ")}`]),
    ];
  }

  private make(name: string, template: string): string {
    const label = this.made.get(name)?.label ?? this.free(name);
    this.made.set(name, { label, template });
    return label;
  }

  private free(name: string): string {
    let label = name;
    for (let copy = 1; this.taken.has(label); copy++) label = `${name}_x${String(copy)}`;
    this.taken.add(label);
    return label;
  }
}

function branch(pattern: string, label: string, value: string): string {
  return `{{ if eq (count "${pattern}" .${label}) 1 }}${value}{{ else }}NaN{{ end }}`;
}

/** @throws MissingError for a key that Loki's path cannot name */
function jsonExpression(path: string): string {
  return path
    .split(".")
    .map((key, index) => {
      if (key === "" || /["\\\]]/.test(key)) throw new MissingError("key");
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return index === 0 ? key : `.${key}`;
      return `["${key}"]`;
    })
    .join("");
}
