package com.bahasadri.videocall.server.adapter.realtimekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.server.support.KeyServer;
import com.bahasadri.videocall.server.support.RawUpstream;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a key that cannot be read: in words for people, without what the other side sent. */
class PublishedKeyTest {
    @Test
    void read_publishedKey_isRead() throws IOException {
        try (KeyServer keys = new KeyServer()) {
            PublishedKey published = new PublishedKey(keys.url());

            assertThat(published.read().getAlgorithm()).isEqualTo("RSA");
            published.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: -5,{},the connection to HERE broke: the length is below zero",
        "Connection: close,<html>Unrecognized</html>,the answer is not JSON",
        "Connection: close,{} [,the answer is not JSON",
        "Connection: close,'',the answer has no RSA key in PEM",
        "Connection: close,{},the answer has no RSA key in PEM"
    })
    void read_answerThatIsNone_isAnErrorInPlainWords(String header, String body, String words) {
        try (RawUpstream upstream = RawUpstream.saying(
                socket -> RawUpstream.write(socket, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body))) {
            URI address = upstream.baseUrl();

            assertThat(failureOf(address)).isEqualTo(words.replace("HERE", address.getAuthority()));
        }
    }

    @Test
    void read_nobodyAtTheAddress_saysSo() {
        URI gone;
        try (KeyServer keys = new KeyServer()) {
            gone = keys.url();
        }

        assertThat(failureOf(gone)).isEqualTo("nobody accepts connections at 127.0.0.1:" + gone.getPort());
    }

    private static String failureOf(URI address) {
        PublishedKey published = new PublishedKey(address);
        try {
            return catchThrowableOfType(IOException.class, published::read).getMessage();
        } finally {
            published.close();
        }
    }
}
