import type { CustomKind } from "../../../audiokit/calls/custom-options.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import type { CustomProblem } from "./custom-rows.svelte.ts";

const en = {
  title: "Experimental options",
  hint: "For names that your platform’s operator told you: it publishes none. They do not stand in the address.",
  notCloned: "The platform does not offer them for a cloned voice.",
  add: "Add an option",
  name: "Name",
  kind: "Kind",
  kinds: {
    string: "Text",
    int32: "int32",
    int64: "int64",
    number: "Number",
    bool: "Yes/no",
  } satisfies Record<CustomKind, string>,
  value: "Value",
  yes: "Yes",
  no: "No",
  row: (number: number, name: string) => (name === "" ? `Option ${number}` : `Option ${name}`),
  remove: (name: string) => (name === "" ? "Remove this option" : `Remove ${name}`),
  problems: {
    "no-name": "Name the option.",
    "name-twice": "This name stands here twice.",
    "no-value": "Write a value.",
    "no-number": "This is no number.",
    "not-int32": "It must be whole, −2147483648 to 2147483647.",
    "not-int64": "It must be whole, −2⁶³ to 2⁶³−1.",
  } satisfies Record<CustomProblem, string>,
};

const ru = {
  title: "Экспериментальные параметры",
  hint: "Для имён, которые назвал оператор вашей платформы: сама она их не публикует. В адрес не попадают.",
  notCloned: "Для клонированного голоса платформа их не предлагает.",
  add: "Добавить параметр",
  name: "Имя",
  kind: "Вид",
  kinds: {
    string: "Текст",
    int32: "int32",
    int64: "int64",
    number: "Число",
    bool: "Да/нет",
  },
  value: "Значение",
  yes: "Да",
  no: "Нет",
  row: (number: number, name: string) => (name === "" ? `Параметр ${number}` : `Параметр ${name}`),
  remove: (name: string) => (name === "" ? "Убрать параметр" : `Убрать ${name}`),
  problems: {
    "no-name": "Назовите параметр.",
    "name-twice": "Это имя здесь дважды.",
    "no-value": "Впишите значение.",
    "no-number": "Это не число.",
    "not-int32": "Нужно целое, от −2147483648 до 2147483647.",
    "not-int64": "Нужно целое, от −2⁶³ до 2⁶³−1.",
  },
} satisfies typeof en;

/** The words of the experimental options. */
export const customText: Dictionary<typeof en> = { en, ru };
