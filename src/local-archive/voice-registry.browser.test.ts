import { describe, expect, it } from "vitest";
import { openVoiceRegistry, type VoiceRecord } from "./voice-registry.ts";

const voice = (id: string, changes: Partial<VoiceRecord> = {}): VoiceRecord => {
  return { id, platform: "http://a", name: id, description: "", status: "creating", startedAtMs: 1, ...changes };
};

describe("openVoiceRegistry", () => {
  it("keeps voices over a closed page, the newest first, those of each platform apart", async () => {
    const name = `voices-${crypto.randomUUID()}`;
    const before = openVoiceRegistry(name);
    await before.keep(voice("old", { taskId: "task" }));
    await before.keep(voice("new", { startedAtMs: 2 }));
    await before.keep(voice("other", { platform: "http://b" }));
    before.close();
    const after = openVoiceRegistry(name);
    expect((await after.list("http://a")).map(({ id }) => id)).toEqual(["new", "old"]);
    await after.keep(voice("old", { status: "ready", voiceId: "v" }));
    await after.forget("new");
    expect(await after.list("http://a")).toEqual([voice("old", { status: "ready", voiceId: "v" })]);
    after.close();
  });

  it("notifies its subscribers of each change until they end it", async () => {
    const registry = openVoiceRegistry(`voices-${crypto.randomUUID()}`);
    let changes = 0;
    const end = registry.subscribe(() => changes++);
    await registry.keep(voice("a"));
    await registry.forget("a");
    end();
    await registry.keep(voice("b"));
    expect(changes).toBe(2);
    registry.close();
  });
});
