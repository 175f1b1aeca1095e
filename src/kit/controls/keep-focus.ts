import type { Attachment } from "svelte/attachments";

/**
 * Keeps the focus of the keyboard where the button that has it is locked or goes, as a start button does by its own press: a
 * browser would put it on the whole page, from where every Tab begins anew. A focus that the person moved is left alone.
 *
 * @param next what gets the focus; where it returns nothing, the first button of the group that can be pressed
 */
export function keepFocus(next: () => HTMLElement | null | undefined): Attachment<HTMLElement> {
  return (group) => {
    let focused: HTMLElement | undefined;
    const isLost = (element: HTMLElement): boolean => !element.isConnected || element.matches(":disabled");

    function enter({ target }: FocusEvent): void {
      focused = target instanceof HTMLElement ? target : undefined;
    }

    function leave({ relatedTarget }: FocusEvent): void {
      const left = focused;
      if (relatedTarget !== null) focused = undefined;
      // A button that is locked or gone is left for nothing, and not by the person. Chromium tells of it before it is gone.
      else
        queueMicrotask(() => {
          if (left && focused === left && !isLost(left) && document.hasFocus()) focused = undefined;
        });
    }

    const changes = new MutationObserver(() => {
      if (focused === undefined || !isLost(focused)) return;
      focused = undefined;
      const { activeElement } = document;
      const isTaken = activeElement !== null && activeElement !== document.body && !activeElement.matches(":disabled");
      if (!isTaken) (next() ?? group.querySelector<HTMLElement>("button:enabled"))?.focus({ preventScroll: true });
    });
    changes.observe(group, { subtree: true, childList: true, attributeFilter: ["disabled"] });
    group.addEventListener("focusin", enter);
    group.addEventListener("focusout", leave);
    return () => {
      changes.disconnect();
      group.removeEventListener("focusin", enter);
      group.removeEventListener("focusout", leave);
    };
  };
}
