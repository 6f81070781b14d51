package com.bahasadri.videocall.examples.integrator;

import java.util.stream.Collectors;

/** A meeting as a page, which loads itself anew every 2 seconds. */
final class Page {
    private Page() {}

    static String of(Meeting meeting) {
        String people = meeting.present().stream()
                .map(name -> "<li>" + escaped(name) + "</li>")
                .collect(Collectors.joining());
        return """
                <!doctype html><meta http-equiv="refresh" content="2"><title>%1$s</title>
                <h1>%1$s</h1><p>%2$s</p><ul>%3$s</ul>
                <form method="post" action="/meetings/%1$s/join?user=guest"><button>Join</button></form>
                """.formatted(meeting.name(), meeting.isLive() ? "Live" : "Reconnecting", people);
    }

    // A name comes from whoever made the token, and another program may have.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
