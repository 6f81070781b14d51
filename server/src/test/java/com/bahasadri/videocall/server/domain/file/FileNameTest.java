package com.bahasadri.videocall.server.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that clients have for files. */
class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "demo.mp4, demo.mp4",
        "'  a b.mp4 ', a b.mp4",
        "../../etc/passwd, passwd",
        "C:\\videos\\demo.mp4, demo.mp4",
        "a\\b/c\\d.mp4, d.mp4",
        "Übung 🎥.mp4, Übung 🎥.mp4",
        "'a\"b.mp4', 'a\"b.mp4'",
        ".., ..",
    })
    void of_name_isTheLastPartOfItsPath(String told, String name) {
        assertThat(FileName.of(told)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "videos/", "C:\\", "a\nb.mp4", "a\0.mp4", "a\u007f", "a\u0085b"})
    void of_noName_isRefused(String told) {
        assertThatThrownBy(() -> FileName.of(told)).isInstanceOf(ServiceException.class);
    }

    @Test
    void of_longName_mayHave255Characters() {
        String longest = "🎥".repeat(255);

        assertThat(FileName.of("directory/" + longest)).isEqualTo(longest);
        assertThatThrownBy(() -> FileName.of(longest + "x")).hasMessage("filename must have at most 255 characters");
    }
}
