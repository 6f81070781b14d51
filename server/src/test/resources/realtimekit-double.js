/**
 * Stands in for the RealtimeKit web SDK 2.0.2: what the pages use of it, with its typings' names and its habits as far as they
 * matter: one call for a device at a time, a refused screen that rejects nothing, tracks that it stops. Tests reach in by `rtk`.
 */
(() => {
  class Emitter {
    #listeners = new Map();
    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    }
    emit(event, ...values) {
      for (const listener of this.#listeners.get(event) ?? []) listener(...values);
    }
  }

  class Self extends Emitter {
    audioEnabled = false;
    videoEnabled = false;
    screenShareEnabled = false;
    #busy = new Set();
    enableAudio(track) {
      return this.#alone("enableAudio", () => this.#set("audio", track ?? rtk.tone()));
    }
    disableAudio() {
      return this.#alone("disableAudio", () => this.#set("audio"));
    }
    enableVideo(track) {
      return this.#alone("enableVideo", () => this.#set("video", track ?? rtk.picture("#888")));
    }
    disableVideo() {
      return this.#alone("disableVideo", () => this.#set("video"));
    }
    async enableScreenShare() {
      if (rtk.screenRefused) {
        this.emit("mediaPermissionError", { kind: "screenshare", message: "DENIED" });
        return;
      }
      this.screenShareEnabled = true;
      this.screenShareTracks = { video: rtk.picture("#36c") };
      this.emit("screenShareUpdate", { screenShareEnabled: true, screenShareTracks: this.screenShareTracks });
    }
    async disableScreenShare() {
      if (!this.screenShareEnabled) return;
      this.screenShareEnabled = false;
      this.emit("screenShareUpdate", { screenShareEnabled: false });
    }
    async #alone(name, action) {
      rtk.calls.push(name);
      if (this.#busy.has(name)) throw new Error(`Unsupported concurrent calls on method: meeting.self.${name}.`);
      this.#busy.add(name);
      await new Promise((resolve) => setTimeout(resolve, 20));
      this.#busy.delete(name);
      action();
    }
    #set(kind, track) {
      if (Boolean(track) === this[`${kind}Enabled`]) return;
      if (!track) this[`${kind}Track`].stop();
      this[`${kind}Track`] = track;
      this[`${kind}Enabled`] = Boolean(track);
      this.emit(`${kind}Update`, { [`${kind}Enabled`]: Boolean(track), [`${kind}Track`]: track });
    }
  }

  class Joined extends Emitter {
    peers = [];
    toArray() {
      return [...this.peers];
    }
    add(peer) {
      const added = { id: `peer-${Math.random()}`, audioEnabled: false, videoEnabled: false, screenShareEnabled: false, ...peer };
      this.peers.push(added);
      this.emit("participantJoined", added);
      return added;
    }
    change(peer, event, change) {
      this.emit(event, Object.assign(peer, change));
    }
    remove(peer) {
      this.peers = this.peers.filter((each) => each !== peer);
      this.emit("participantLeft", peer);
    }
  }

  class Meeting {
    self = new Self();
    meta = new Emitter();
    participants = { joined: new Joined() };
    async join() {
      if (rtk.joinFails) throw Object.assign(new Error("join"), { code: rtk.joinFails });
      this.self.emit("roomJoined", { reconnected: false });
    }
    async leave() {
      rtk.calls.push("leave");
      await Promise.all([this.self.disableAudio(), this.self.disableVideo()]);
      this.self.emit("roomLeft", { state: "left" });
    }
  }

  window.rtk = {
    calls: [],
    inits: [],
    /** @type {Meeting[]} */
    meetings: [],
    get meeting() {
      return this.meetings.at(-1);
    },
    picture(colour) {
      const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
      const context = canvas.getContext("2d");
      let step = 0;
      setInterval(() => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 320, 240);
        context.fillStyle = "#fff";
        context.fillRect((step += 7) % 320, 100, 40, 40);
      }, 100);
      return canvas.captureStream(10).getVideoTracks()[0];
    },
    tone() {
      const context = new AudioContext();
      const oscillator = new OscillatorNode(context);
      const destination = new MediaStreamAudioDestinationNode(context);
      oscillator.connect(destination);
      oscillator.start();
      return destination.stream.getAudioTracks()[0];
    },
    ...window.rtkSettings,
  };
  window.RealtimeKitClient = {
    async init(options) {
      rtk.inits.push(options);
      const code = rtk.initFails?.(rtk.inits.length);
      if (code) throw Object.assign(new Error("init"), { code });
      rtk.meetings.push(new Meeting());
      return rtk.meeting;
    },
  };
})();
