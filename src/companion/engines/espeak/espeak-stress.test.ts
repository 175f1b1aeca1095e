import { describe, expect, it } from "vitest";
import { placeStress, readStressMark } from "./espeak-stress.ts";

describe("readStressMark", () => {
  it.each([
    ["за\u0301мок", "замок", 0],
    ["Замо\u0301к", "замок", 1],
    ["ёлочка\u0301", "ёлочка", 2],
    ["па\u0301рохо\u0301д", "пароход", 2],
    ["замок", "замок", -1],
    ["\u0301ах", "ах", -1],
  ])("finds the last marked vowel of %j", (marked, word, vowel) => {
    expect(readStressMark(marked)).toEqual({ word, vowel });
  });
});

describe("placeStress", () => {
  // The phonemes are espeak-ng's own names for these words.
  it.each([
    ["замок", 0, "z_a_m_'o_k", "z|'A|m|V#|k"],
    ["замок", 1, "z_a_m_'o_k", "z|a|m|'o|k"],
    ["мука", 1, "m_'u_k_a#", "m|u|k|'A"],
    ["жена", 0, "Z_y_n_'A", "Z|'E|n|a#"],
    ["электричество", 1, "E#_l_;_i_k_t_@-_r_;_'i_tS;_i_s_t_v_V", "E#|l|;|'e|k|t|r|;|i|tS;|i|s|t|v|V#"],
  ])("moves the stress of %s to vowel %i", (word, vowel, phonemes, expected) => {
    expect(placeStress(word, vowel, phonemes)).toBe(expected);
  });

  it("gives up where letters and phonemes do not match", () => {
    expect(placeStress("мгу", 0, "E#_m_g_E#_'u")).toBeUndefined();
    expect(placeStress("замок", 2, "z_a_m_'o_k")).toBeUndefined();
    expect(placeStress("замок", -1, "z_a_m_'o_k")).toBeUndefined();
  });
});
