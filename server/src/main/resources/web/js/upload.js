/**
 * Sending one file, with its progress told; only XMLHttpRequest tells that.
 *
 * @import { WireFile } from "./protocol.js"
 */

import { ApiError, BASE, refusal, session } from "./api.js";

/** The person cancelled. */
export class Cancelled extends Error {}

/**
 * @typedef {object} UploadOptions
 * @property {string} sessionId
 * @property {string} token
 * @property {File} file
 * @property {(sent: number) => void} onProgress Bytes of the file, so far.
 * @property {AbortSignal} signal
 *
 * @param {UploadOptions} options
 * @returns {Promise<WireFile>} Rejects with an ApiError, or {@link Cancelled}.
 */
export function uploadVideoFile({ sessionId, token, file, onProgress, signal }) {
  const form = new FormData();
  form.append("file", file);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Cancelled());
      return;
    }
    signal.addEventListener("abort", () => request.abort(), { once: true });
    // The form around the file counts too: at the end it would be more than the file.
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(Math.min(loaded, file.size)));
    request.addEventListener("abort", () => reject(new Cancelled()));
    request.addEventListener("error", () => reject(new ApiError(0, "UNREACHABLE", "The connection was lost.")));
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response) resolve(request.response);
      else reject(refusal(request.status, request.response));
    });
    request.open("POST", `${BASE}${session(sessionId)}/video-file`);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.send(form);
  });
}
