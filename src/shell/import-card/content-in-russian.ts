import type { ContentName } from "../../store/content-names.ts";

const russian: Record<ContentName, string> = {
  "a PDF document": "документ PDF",
  "a PNG image": "изображение PNG",
  "a JPEG image": "изображение JPEG",
  "a GIF image": "изображение GIF",
  "a WebP image": "изображение WebP",
  "a WAV recording": "запись WAV",
  "an Ogg recording": "запись Ogg",
  "a FLAC recording": "запись FLAC",
  "an MP3 recording": "запись MP3",
  "an MP4 recording": "запись MP4",
  "a WebM or Matroska recording": "запись WebM или Matroska",
  "an SQLite database": "база данных SQLite",
  "an older Office document": "документ Office старого формата",
  "an event log of Windows (.evtx)": "журнал событий Windows (.evtx)",
  "a journal of systemd; export it with journalctl -o json":
    "журнал systemd; выгрузите его командой journalctl -o json",
  "packed with xz": "упаковано xz",
  "packed with bzip2": "упаковано bzip2",
  "packed with LZ4": "упаковано LZ4",
  "a 7z archive": "архив 7z",
  "a RAR archive": "архив RAR",
  "a Parquet file": "файл Parquet",
  "a network capture": "запись сетевого трафика",
  "a program": "программа",
  "a binary file of an unknown kind": "двоичный файл неизвестного вида",
  "an Excel workbook": "книга Excel",
  "a Word document": "документ Word",
  "an Office document": "документ Office",
  "an OpenDocument file or a book": "файл OpenDocument или книга",
  "a Java archive": "архив Java",
  encrypted: "зашифровано",
  "packed in an unusual way": "упаковано необычным способом",
};

/** What a skipped file is, in Russian; another reason stays as the import gave it. */
export function contentInRussian(what: string): string {
  const name = what.replace(/^the file is /, "");
  return Object.hasOwn(russian, name) ? russian[name as ContentName] : what;
}
