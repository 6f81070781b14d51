/**
 * Speaks in the status region of a page; the same sentence twice is announced twice.
 *
 * @param {HTMLElement} region
 * @returns {(sentence: string) => void}
 */
export function statusOf(region) {
  let pending = 0;
  return (sentence) => {
    clearTimeout(pending);
    if (region.textContent !== sentence) {
      region.textContent = sentence;
      return;
    }
    region.textContent = "";
    pending = setTimeout(() => {
      region.textContent = sentence;
    }, 100);
  };
}
