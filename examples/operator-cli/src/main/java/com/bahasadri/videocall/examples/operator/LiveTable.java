package com.bahasadri.videocall.examples.operator;

import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.SessionEvents;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEvent;
import java.io.PrintWriter;

/** Prints who is in a call, anew after each event that changes it. */
final class LiveTable {
    private static final String ROW = "%-20s %-5s %-6s %-6s %-10s %s%n";

    private final PrintWriter out;
    private final Roster roster = new Roster();

    LiveTable(PrintWriter out) {
        this.out = out;
    }

    /** Prints until the session ends. The events begin with a snapshot, so that the first table is complete. */
    void follow(SessionEvents events) {
        try (EventStream open = events.open()) {
            for (SessionEvent event : open) {
                if (roster.apply(event)) {
                    print();
                }
                if (event instanceof SessionEnded) {
                    out.println("The call has ended.");
                }
            }
        }
    }

    private void print() {
        out.printf(ROW, "NAME", "MIC", "CAMERA", "SCREEN", "CONNECTION", "PARTICIPANT");
        for (Roster.Row row : roster.rows()) {
            out.printf(
                    ROW,
                    row.name,
                    row.muted ? "off" : "on",
                    row.cameraOn ? "on" : "off",
                    row.sharing ? "shared" : "-",
                    row.quality,
                    row.participantId);
        }
        out.println();
        out.flush();
    }
}
