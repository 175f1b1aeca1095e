/**
 * A program for `jq -cnR` as a line of a shell, over the log as *Console JSONL* with its backups, oldest first: in the folder with
 * the exported files.
 */
export function jqCommand(program: string): string {
  const code = program.replace(/^#.*\n/, "").replaceAll("'", String.raw`'\''`);
  return `jq -cnR '${code}' $(ls -r tts_structured.jsonl*)`;
}
