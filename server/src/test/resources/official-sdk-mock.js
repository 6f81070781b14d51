/**
 * Puts the SDK's own mock behind the SDK, in a page that has loaded and not joined. The mock takes fetch and every WebSocket; the page
 * keeps its own. It speaks the numbers of the older media service: the newer SDK's are 0x3000000 higher where its are 0x1000000.
 */
async ([others]) => {
  window.meetings = [];
  let client;
  Object.defineProperty(window, "RealtimeKitClient", {
    configurable: true,
    get: () => client,
    set: (sdk) => {
      client = { init: async (options) => {
        const meeting = await sdk.init(options);
        meetings.push(meeting);
        return meeting;
      } };
    },
  });
  const { fetch, WebSocket: Native } = window;
  const { setupStubs } = await import("/web/mock/ClientMock.es.js");
  setupStubs({ peerId: "self", mockParticipants: others.map(([peerId, displayName]) => ({ peerId, displayName, stageStatus: 1 })) });
  window.fetch = fetch;
  const Mock = window.WebSocket;
  const OLDER = 0x08;
  const NEWER = 0x18;
  /** The event's number is the first field, and of media events it has four bytes. */
  const isMedia = (bytes, service) => bytes[0] === 0x08 && [1, 2, 3].every((at) => bytes[at] & 0x80) && bytes[4] === service;
  class Translated extends Mock {
    send(data) {
      const bytes = new Uint8Array(data).slice();
      if (!isMedia(bytes, NEWER)) return super.send(data);
      bytes[4] = OLDER;
      return super.send(bytes);
    }
    dispatchEvent(event, ...more) {
      if (event.type === "message" && event.data instanceof ArrayBuffer) {
        const bytes = new Uint8Array(event.data);
        if (isMedia(bytes, OLDER)) bytes[4] = NEWER;
      }
      return super.dispatchEvent(event, ...more);
    }
  }
  window.WebSocket = new Proxy(Native, {
    construct: (_, [url, protocols]) => {
      const isOwn = new URL(url, location.href).host === location.host;
      return isOwn ? new Native(url, protocols) : new Translated(url, protocols);
    },
  });
}
