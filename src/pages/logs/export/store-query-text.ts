import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  howToRun: {
    loki: "Paste it into Grafana. It takes each Console JSONL line for a line of Loki; put your own label in the braces. The time range of Grafana applies too.",
    elasticsearch:
      "Send it to _search of your index. It takes each Console JSONL line for a document under the default mapping: texts have .keyword up to 256 characters, and a list counts by each value.",
  },
  differs: {
    lines: "It finds lines, not calls: conditions that only several lines of a call meet together find nothing there.",
    types: "A number and a text of the same spelling are the same there: 13 also finds “13”.",
    absent: "Null, an empty text and no value are the same there.",
    dots: "A key that has dots of its own is not found there.",
    escapes: 'The expression is tried on the line as it is stored, with escapes such as \\n and \\".',
    patterns: "A pattern looks into texts only there, not into numbers.",
    words: "A text is found there as whole words of one field, not as part of a word or as a key.",
  },
  missing: {
    computed: "error_group and pattern are computed by this page, so this query cannot be said there.",
    unfinished: "A call without an end is known only from all its lines, so this query cannot be said there.",
    empty: "An empty text is the same as no value there, so this query cannot be said.",
    order: "Texts cannot be compared by their order or by a pattern there, so this query cannot be said.",
    regex: "This regular expression cannot be said there (\\w, or ^ and $ inside of it, or too long).",
    "line-regex": "A regular expression over the whole line cannot be said there; ask a field instead.",
    key: "The name of this field cannot be written there.",
  },
};

const ru = {
  howToRun: {
    loki: "Вставьте в Grafana. Каждая строка Console JSONL считается строкой Loki; в фигурных скобках укажите свою метку. Диапазон времени Grafana тоже действует.",
    elasticsearch:
      "Отправьте в _search вашего индекса. Каждая строка Console JSONL считается документом с отображением по умолчанию: у текстов есть .keyword до 256 символов, список учитывается по каждому значению.",
  },
  differs: {
    lines:
      "Находит строки, а не вызовы: условия, которые выполняют лишь несколько строк вызова вместе, там ничего не найдут.",
    types: "Число и текст с одинаковой записью там неразличимы: 13 находит и «13».",
    absent: "Null, пустой текст и отсутствие значения там неразличимы.",
    dots: "Ключ, в имени которого есть точки, там не находится.",
    escapes: 'Выражение ищется в строке, как она хранится: с последовательностями вроде \\n и \\".',
    patterns: "Шаблон там ищет только в текстах, не в числах.",
    words: "Текст там находится целыми словами одного поля, а не частью слова и не как ключ.",
  },
  missing: {
    computed: "error_group и pattern вычисляет эта страница, поэтому такой запрос там не выразить.",
    unfinished: "Вызов без конца виден лишь по всем его строкам, поэтому такой запрос там не выразить.",
    empty: "Пустой текст там не отличить от отсутствия значения, поэтому такой запрос не выразить.",
    order: "Там нельзя сравнить тексты по порядку или по шаблону, поэтому такой запрос не выразить.",
    regex: "Это регулярное выражение там не записать (\\w, ^ и $ внутри него или слишком длинное).",
    "line-regex": "Регулярное выражение по всей строке там не записать; задайте его для поля.",
    key: "Имя этого поля там не записать.",
  },
} satisfies typeof en;

/** How the query is run in a log store, in what it differs there, and why it cannot be said. */
export const storeQueryText: Dictionary<typeof en> = { en, ru };
