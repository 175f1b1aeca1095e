/** What a player shows of subtitles, SRT or WebVTT, with its times in seconds. */
export function subtitleCues(subtitles: string): { from: number; to: number; text: string }[] {
  const blocks = subtitles.split("\n\n").filter((block) => block.includes(" --> "));
  return blocks.map((block) => {
    const [times, ...lines] = block
      .trim()
      .split("\n")
      .slice(block.startsWith("0") ? 0 : 1);
    const [from, to] = times!.split(" --> ").map((clock) => {
      const [hours, minutes, rest] = clock.replace(",", ".").split(":").map(Number);
      return hours! * 3600 + minutes! * 60 + rest!;
    });
    return { from: from!, to: to!, text: lines.join(" ") };
  });
}
