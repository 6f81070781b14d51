/** What goes wrong at RealtimeKit, in words for the person. */

export const LOST = "The video service lost the connection. Trying to come back…";
export const NOT_LET_IN = "The video service did not let this page in. Ask the person who invited you.";
export const PUT_OUT = "The video service ended sound and pictures on this page. Reload it to come back.";
export const WAITING = "The video service has not let this page in yet.";
export const NOT_CONNECTED = "Sound and pictures are not connected yet";

const REFUSED = "The video service does not accept this link any more. Reload the page, or ask for a new join link.";
const OLD_BROWSER = "The video service does not work in this browser. Use a recent Chrome, Edge, Firefox or Safari.";
const NETWORK = "The network may block the video service. This page goes on trying; another network may help.";

/** Sound and pictures are not there. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {boolean} final Whether trying again is no use.
   * @param {boolean} [refused] Whether it is the token that was not accepted.
   */
  constructor(message, final, refused = false) {
    super(message);
    this.final = final;
    this.refused = refused;
  }
}

/**
 * By the SDK's codes. Its own texts are for developers.
 *
 * @param {unknown} error
 * @returns {Failure}
 */
export function failureOf(error) {
  if (error instanceof Failure) return error;
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "0004") return new Failure(REFUSED, true, true);
  if (code === "0010") return new Failure(OLD_BROWSER, true);
  if (code === "0014") return new Failure(`Sound and pictures are not connected. ${NETWORK}`, false);
  return new Failure("Sound and pictures are not available: the video service failed. Trying again…", false);
}
