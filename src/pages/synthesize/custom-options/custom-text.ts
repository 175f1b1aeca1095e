import type { CustomKind } from "../../../audiokit/calls/custom-options.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";
import type { CustomProblem } from "./custom-rows.svelte.ts";

const en = {
  title: "Experimental options",
  hint: "For options the platform’s operator gave you. They aren’t added to the page address.",
  notCloned: "Not available for voice clones.",
  add: "Add option",
  name: "Name",
  kind: "Type",
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
  remove: (name: string) => (name === "" ? "Remove option" : `Remove ${name}`),
  problems: {
    "no-name": "Enter a name.",
    "name-twice": "This name is already used.",
    "no-value": "Enter a value.",
    "no-number": "Not a number.",
    "not-int32": "Enter a whole number from −2147483648 to 2147483647.",
    "not-int64": "Enter a whole number from −2⁶³ to 2⁶³−1.",
  } satisfies Record<CustomProblem, string>,
};

const ru = {
  title: "Экспериментальные параметры",
  hint: "Для параметров, которые сообщил оператор платформы. В адрес страницы не попадают.",
  notCloned: "Для клонов голоса недоступны.",
  add: "Добавить параметр",
  name: "Имя",
  kind: "Тип",
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
  remove: (name: string) => (name === "" ? "Удалить параметр" : `Удалить ${name}`),
  problems: {
    "no-name": "Введите имя.",
    "name-twice": "Это имя уже есть.",
    "no-value": "Введите значение.",
    "no-number": "Это не число.",
    "not-int32": "Введите целое число от −2147483648 до 2147483647.",
    "not-int64": "Введите целое число от −2⁶³ до 2⁶³−1.",
  },
} satisfies typeof en;

/** The words of the experimental options. */
export const customText: Dictionary<typeof en> = { en, ru };
