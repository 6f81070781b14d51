/** Says why there is no sound and no picture, for as long as that is so. */

import { byId, setText } from "./dom.js";

/** @param {string|null} problem */
export function showProblem(problem) {
  byId("media-problem", HTMLElement).hidden = problem === null;
  setText(byId("media-problem-text", HTMLElement), problem ?? "");
}
