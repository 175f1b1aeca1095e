/** What a tracker says of the bytes it was given. */
export type JsonProgress = "open" | "complete" | "broken";

/**
 * Follows one JSON value through bytes that come in pieces, to find its end, by the grammar alone and without a copy.
 *
 * NaN, Infinity and a comma before a closing bracket are accepted, as some loggers write them. Anything else that is not
 * JSON (a bare word, a line break in a string, more than `maxDepth` levels) breaks the value at that place.
 */
export interface JsonTracker {
  /** Forgets everything; the next byte begins a value. */
  begin(): void;
  /** Follows the bytes of a range up to the end of the value; `at` then says where it ended or broke. */
  follow(bytes: Uint8Array, from: number, to: number): JsonProgress;
  /** Tells that a line ends here. */
  lineEnd(): JsonProgress;
  /** Offset after the last byte of the value, or of the byte that broke it. */
  readonly at: number;
  /** A value may begin here as an element of an array. */
  readonly inArray: boolean;
}

/** Deepest nesting that is followed. */
const maxDepth = 1000;

const [value, key, colonNext, after] = [0, 1, 2, 3] as const;
const [none, text, word, digits] = [0, 1, 2, 3] as const;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const words = new Map(["true", "false", "null", "NaN", "Infinity"].map((name) => [name.charCodeAt(0), name]));

/** Creates a tracker; it is reused for all values of a file. */
export function createJsonTracker(): JsonTracker {
  const stack = new Uint8Array(maxDepth);
  let depth = 0;
  let expects: number = value;
  let token: number = none;
  let escaped = false;
  let name = "";
  let letters = 0;
  let at = 0;

  /** Follows a string; returns the offset after its quote, or `to`, or -1 at a line break. */
  function followText(bytes: Uint8Array, from: number, to: number): number {
    for (let place = from; place < to; place++) {
      const byte = bytes[place]!;
      if (byte === 10 || byte === 13) return -1;
      if (escaped) escaped = false;
      else if (byte === backslash) escaped = true;
      else if (byte === quote) {
        token = none;
        return place + 1;
      }
    }
    return to;
  }

  /** Takes a byte outside of strings; returns whether it is grammatical. */
  function take(byte: number): boolean {
    if (byte === 0x20 || byte === 10 || byte === 13 || byte === 9) return true;
    switch (byte) {
      case quote:
        if (expects !== value && expects !== key) return false;
        expects = expects === key ? colonNext : after;
        token = text;
        escaped = false;
        return true;
      case openBrace:
      case openBracket:
        if (expects !== value || depth === maxDepth) return false;
        stack[depth++] = byte;
        expects = byte === openBrace ? key : value;
        return true;
      case closeBrace:
      case closeBracket:
        // In ASCII a closing bracket stands two after its opening one.
        if (depth === 0 || stack[depth - 1] !== byte - 2 || !mayClose(byte)) return false;
        depth--;
        expects = after;
        return true;
      case comma:
        if (expects !== after || depth === 0) return false;
        expects = stack[depth - 1] === openBrace ? key : value;
        return true;
      case colon:
        if (expects !== colonNext) return false;
        expects = value;
        return true;
      default:
        return expects === value && beginScalar(byte);
    }
  }

  function mayClose(byte: number): boolean {
    return expects === after || expects === (byte === closeBrace ? key : value);
  }

  function beginScalar(byte: number): boolean {
    expects = after;
    if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
      token = digits;
      name = "Infinity";
      letters = byte === 0x2d ? 0 : -1;
      return true;
    }
    name = words.get(byte) ?? "";
    token = word;
    letters = 1;
    return name !== "";
  }

  /** Takes a byte of a number or a word; returns false when it belongs to neither, which ends it. */
  function takeScalar(byte: number): boolean {
    if (token === word) {
      if (letters >= name.length || byte !== name.charCodeAt(letters)) return false;
      letters++;
      return true;
    }
    // A minus may stand before Infinity.
    if (letters === 0 && byte === 0x49) {
      token = word;
      letters = 1;
      return true;
    }
    letters = -1;
    return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2d || byte === 0x2b || (byte | 0x20) === 0x65;
  }

  function endScalar(): boolean {
    const whole = token === digits || letters === name.length;
    token = none;
    return whole;
  }

  return {
    begin() {
      depth = 0;
      expects = value;
      token = none;
    },
    follow(bytes, from, to) {
      for (at = from; at < to;) {
        if (token === text) {
          const end = followText(bytes, at, to);
          if (end < 0) return "broken";
          at = end;
        } else if (token !== none) {
          if (takeScalar(bytes[at]!)) at++;
          else if (!endScalar()) return "broken";
        } else {
          if (!take(bytes[at]!)) return "broken";
          at++;
        }
        if (depth === 0 && token === none && expects === after) return "complete";
      }
      return "open";
    },
    lineEnd() {
      if (token === text || (token !== none && !endScalar())) return "broken";
      return depth === 0 && expects === after ? "complete" : "open";
    },
    get at() {
      return at;
    },
    get inArray() {
      return token === none && expects === value && depth > 0 && stack[depth - 1] === openBracket;
    },
  };
}
