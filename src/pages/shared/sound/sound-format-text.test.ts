import { describe, expect, it } from "vitest";
import { convertCommand } from "./convert-command.ts";
import { soundFormatText, undecodedLine } from "./sound-format-text.ts";

const { en, ru } = soundFormatText;

describe("undecodedLine", () => {
  it("names coding and container", () => {
    expect(undecodedLine({ container: "wav", coding: "ima-adpcm" }, en)).toBe(
      "This browser can’t decode IMA ADPCM in a file of type WAV.",
    );
    expect(undecodedLine({ container: "m4a", coding: "alac" }, en)).toContain("ALAC in a file of type M4A");
    expect(undecodedLine({ container: "wav", coding: "pcm-f64" }, en)).toContain("64-bit floating point");
    expect(undecodedLine({ container: "wav", coding: "pcm-f64" }, ru)).toContain("64 бит с плавающей точкой");
    expect(undecodedLine({ container: "wma", coding: "wma" }, ru)).toBe("Браузер не декодирует файлы типа WMA.");
    expect(undecodedLine({ container: "sphere" }, en)).toContain("NIST SPHERE");
  });

  it("calls a file damaged that claims what browsers decode, and says so little of an unknown one", () => {
    expect(undecodedLine({ container: "mp3", coding: "mp3" }, en)).toContain("probably damaged");
    expect(undecodedLine({ container: "unknown" }, en)).toContain("damaged, or it isn’t sound");
    expect(undecodedLine(undefined, en)).toContain("damaged, or it isn’t sound");
  });
});

describe("convertCommand", () => {
  it("quotes a name for the shell, and lets none be an option", () => {
    expect(convertCommand("call 1.amr")).toMatch(/^ffmpeg -i 'call 1.amr' -vn -c:a pcm_s16le 'call 1-16bit.wav'$/);
    expect(convertCommand("-y.wav")).toContain("-i ./-y.wav");
    expect(convertCommand("a'; rm -rf b.wav")).not.toMatch(/-i 'a'; rm/);
  });
});
