/** Small, typed access to the page. Text from others is only ever set as text. */

/**
 * The element with this id; the page is broken without it.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}`);
  return found;
}

/**
 * A new element.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {{className?: string, text?: string}} [options]
 * @param {(Node|string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, { className, text } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {() => void} onClick
 * @param {string} [className]
 */
export function button(text, onClick, className = "") {
  const element = make("button", { className, text });
  element.type = "button";
  element.addEventListener("click", onClick);
  return element;
}

/**
 * Sets text only if it changed, so that selections and screen readers are left in peace.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @type {WeakMap<HTMLElement, {wish: string}>} What a busy control does, the newest where it does several things. */
const running = new WeakMap();

/**
 * Runs an action once at a time: a second click while it runs does nothing, unless the control has turned over in the
 * meantime. One that reads "Unmute" before the answer to its "Mute" is there wants something else, and is not ignored.
 *
 * @param {HTMLElement} control
 * @param {() => Promise<unknown>} action
 */
export async function whileBusy(control, action) {
  const wish = wishOf(control);
  if (running.get(control)?.wish === wish) return;
  const turn = { wish };
  running.set(control, turn);
  control.setAttribute("aria-busy", "true");
  try {
    await action();
  } finally {
    if (running.get(control) === turn) {
      running.delete(control);
      control.removeAttribute("aria-busy");
    }
  }
}

/** @param {HTMLElement} control */
function wishOf(control) {
  if (control instanceof HTMLSelectElement) return control.value;
  return control.getAttribute("aria-label") ?? control.textContent ?? "";
}
