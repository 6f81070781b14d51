package com.bahasadri.videocall.server.browser;

import com.microsoft.playwright.Page;

/**
 * Waits for what is heard on a page: the energy of received sound, which browsers count only where it is played.
 * The fake microphone beeps about once a second.
 */
final class Sounds {
    /** To run before the page's own scripts: watches every connection that the page makes. */
    static final String METER = """
            window.heard = { bytes: 0, energy: 0, risenAt: 0, measuredAt: 0 };
            {
                const connections = [];
                const Native = window.RTCPeerConnection;
                window.RTCPeerConnection = class extends Native {
                    constructor(...settings) {
                        super(...settings);
                        connections.push(this);
                    }
                };
                const measure = async () => {
                    let bytes = 0, energy = 0;
                    for (const connection of connections.filter(each => each.connectionState === 'connected')) {
                        for (const report of (await connection.getStats()).values()) {
                            if (report.type !== 'inbound-rtp' || report.kind !== 'audio') continue;
                            bytes += report.bytesReceived;
                            energy += report.totalAudioEnergy ?? 0;
                        }
                    }
                    const now = performance.now();
                    if (energy > heard.energy + 1e-5) heard.risenAt = now;
                    Object.assign(heard, { bytes, energy, measuredAt: now });
                };
                setInterval(measure, 250);
            }
            """;

    private static final String AUDIBLE =
            "() => heard.bytes > 0 && heard.risenAt > 0 && heard.measuredAt - heard.risenAt < 1500";

    private static final String SILENT = "() => heard.measuredAt - heard.risenAt > 2500";

    private Sounds() {}

    static void awaitAudible(Page page) {
        page.waitForFunction(AUDIBLE, null, BrowserTest.patience());
    }

    /** Waits until nothing was heard for 2.5 s. */
    static void awaitSilent(Page page) {
        page.waitForFunction(SILENT, null, BrowserTest.patience());
    }
}
