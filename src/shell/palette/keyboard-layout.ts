// The letters of the same keys, in the two layouts.
const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const cyrillic = "йцукенгшщзхъфывапролджэячсмитьбюё";

/** What a text would be had it been typed in the other keyboard layout: QWERTY for ЙЦУКЕН, or the reverse. Lower case. */
export function inOtherLayout(text: string): string {
  const typed = text.toLowerCase();
  const [from, to] = /[а-яё]/.test(typed) ? [cyrillic, latin] : [latin, cyrillic];
  return [...typed].map((letter) => to[from.indexOf(letter)] ?? letter).join("");
}
