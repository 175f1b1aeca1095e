import type { Scalar } from "../../../query/query.ts";

/** A value whose menu is open, and where. */
export interface MenuTarget {
  path: string;
  value: Scalar;
  /** Corner of the menu in the window, in pixels. */
  leftPx: number;
  topPx: number;
}

/** The menu of a value: one for the whole page. */
export class ValueMenuState {
  target = $state.raw<MenuTarget>();

  /** Opens under an element. */
  open(path: string, value: Scalar, under: Element): void {
    const { left, bottom } = under.getBoundingClientRect();
    this.target = { path, value, leftPx: left, topPx: bottom };
  }

  /** Opens at the pointer, once no button is pressed: letting it go beside an open popover would close that. */
  openAt(path: string, value: Scalar, { clientX, clientY, buttons }: MouseEvent): void {
    const show = () => (this.target = { path, value, leftPx: clientX, topPx: clientY });
    if (buttons === 0) show();
    else addEventListener("pointerup", () => setTimeout(show), { once: true });
  }

  readonly close = (): void => {
    this.target = undefined;
  };
}
