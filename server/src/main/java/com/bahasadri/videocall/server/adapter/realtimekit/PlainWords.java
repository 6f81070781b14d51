package com.bahasadri.videocall.server.adapter.realtimekit;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** Why an address did not answer, for whoever reads a log or runs {@code setup} and {@code doctor}. */
final class PlainWords {
    private PlainWords() {}

    /**
     * Says it, in one line.
     *
     * @param trouble what was thrown
     * @param address who was called
     * @param secret what must not be in it
     */
    static String of(Exception trouble, HttpUrl address, String secret) {
        String place = address.host() + ":" + address.port();
        if (trouble instanceof UnknownHostException) {
            return "nobody knows the name " + address.host();
        }
        if (trouble instanceof ConnectException || trouble instanceof NoRouteToHostException) {
            return "nobody accepts connections at " + place;
        }
        String detail = Envelope.clean(String.valueOf(trouble.getMessage()), secret);
        if (trouble instanceof SSLException) {
            return "no connection to trust could be made to " + place + ": " + detail;
        }
        if (trouble instanceof InterruptedIOException || trouble instanceof InterruptedException) {
            return place + " took too long: " + detail;
        }
        return "the connection to " + place + " broke: " + detail;
    }
}
