package com.bahasadri.videocall.server.browser;

import static com.bahasadri.videocall.server.browser.Pictures.awaitBlack;
import static com.bahasadri.videocall.server.browser.Pictures.awaitBright;
import static com.bahasadri.videocall.server.browser.Pictures.awaitMoving;
import static com.bahasadri.videocall.server.browser.Pictures.awaitPlaying;
import static com.bahasadri.videocall.server.browser.Sounds.awaitAudible;
import static com.bahasadri.videocall.server.browser.Sounds.awaitSilent;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds real calls in a real browser: the operator in one page, the participants in others. */
class CallInBrowserIT extends BrowserTest {
    @RegisterExtension
    static final OneJar SERVER = new OneJar();

    @Test
    void call_twoParticipantsAndOperator_isHeldControlledAndEnded() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        Page ben = joined(joinLink(console, "Ben"));

        awaitPlaying(ann, 2);
        awaitPlaying(ben, 2);
        awaitPlaying(console, 2);

        button(console, "Mute Ann").click();
        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(button(ann, "Unmute")).isVisible();
        assertThat(tile(ben, "Ann")).containsText("Muted");

        button(console, "Unmute Ann").click();
        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(button(ann, "Mute")).isVisible();

        button(ben, "Share screen").click();
        assertThat(button(ben, "Stop sharing")).isVisible();
        awaitPlaying(console, 3);
        button(ben, "Stop sharing").click();
        assertThat(button(ben, "Share screen")).isVisible();

        button(console, "End session").click();
        button(console, "End session for everyone").click();
        assertThat(ann.getByText("The call has ended").first()).isVisible();
        assertThat(ben.getByText("The call has ended").first()).isVisible();
        assertThat(problems).isEmpty();
    }

    @Test
    void unmute_clickedBeforeTheAnswerToTheMute_isDone() {
        Page console = consoleWithSession(SERVER.console());
        AtomicBoolean held = new AtomicBoolean();
        console.routeWebSocket(Pattern.compile(".*"), socket -> holdResults(socket, held));
        console.reload();
        Page ann = joined(joinLink(console, "Ann"));

        button(console, "Mute Ann").click();
        button(console, "Unmute Ann").click();

        assertThat(button(console, "Mute Ann")).isVisible();
        assertThat(button(ann, "Mute")).isVisible();
        assertThat(held).as("a result held back").isTrue();
        assertThat(problems).isEmpty();
    }

    /** Events pass, the answers to commands never come. */
    private static void holdResults(WebSocketRoute page, AtomicBoolean held) {
        WebSocketRoute server = page.connectToServer();
        server.onMessage(frame -> {
            if (frame.text().contains("\"command_result\"")) {
                held.set(true);
            } else {
                page.send(frame.text());
            }
        });
    }

    @Test
    void sound_mutedAndUnmuted_isHeardOnlyWhileTheMicrophoneIsOn() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        Page ben = joined(joinLink(console, "Ben"));
        awaitAudible(ben);
        awaitAudible(ann);
        assertThat(console.evaluate("() => heard.energy"))
                .as("a console plays no sound unasked")
                .isEqualTo(0);

        button(ann, "Mute").click();
        assertThat(tile(ben, "Ann")).containsText("Muted");
        awaitSilent(ben);
        awaitAudible(ann);

        button(console, "Listen to Ben").click();
        awaitAudible(console);

        button(ann, "Unmute").click();
        awaitAudible(ben);
        assertThat(problems).isEmpty();
    }

    @Test
    void camera_turnedOffAndOn_isBlackAndToldInWordsMeanwhile() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        Page ben = joined(joinLink(console, "Ben"));
        awaitBright(ben, "Ann");

        button(ann, "Turn camera off").click();
        assertThat(tile(ben, "Ann").getByText("Camera is off")).isVisible();
        assertThat(tile(console, "Ann").getByText("Camera is off")).isVisible();
        awaitBlack(ben, "Ann");

        button(ann, "Turn camera on").click();
        assertThat(tile(ben, "Ann").getByText("Camera is off")).isHidden();
        awaitBright(ben, "Ann");
        assertThat(problems).isEmpty();
    }

    @Test
    void pages_loadedAgain_comeBackAsTheSameOnes() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        Page ben = joined(joinLink(console, "Ben"));
        awaitPlaying(console, 2);
        button(ann, "Mute").click();
        assertThat(button(console, "Unmute Ann")).isVisible();

        ann.reload();
        assertThat(button(ann, "Unmute")).isVisible();
        awaitPlaying(ann, 2);
        awaitMoving(ben, "Ann");
        awaitMoving(console, "Ann");
        console.reload();
        awaitPlaying(console, 2);

        assertThat(button(console, "Unmute Ann")).isVisible();
        assertThat(console.locator("#count")).hasText("2 participants");
        assertThat(ben.locator("#count")).hasText("2 participants");
        assertThat(problems).isEmpty();
    }

    @Test
    void joinLink_openedInTwoTabs_joinsTwoParticipants() {
        Page console = consoleWithSession(SERVER.console());
        String link = joinLink(console, "Guest");
        Page first = joined(link);
        awaitPlaying(console, 1);

        Page second = first.context().newPage();
        second.navigate(link);
        second.getByLabel("Your name").fill("Ben");
        join(second);

        awaitPlaying(first, 2);
        awaitPlaying(second, 2);
        awaitPlaying(console, 2);
        assertThat(problems).isEmpty();
    }

    @Test
    void participants_ofTheSameName_areToldApartByTheEndsOfTheirIds() {
        Page console = consoleWithSession(SERVER.console());
        String link = joinLink(console, "Guest");
        Page first = joined(link);
        Page second = first.context().newPage();
        second.navigate(link);
        second.getByLabel("Your name").fill("Guest");
        join(second);

        assertThat(console.getByText("ID ending in")).hasCount(2);
        assertThat(first.getByText("ID ending in")).hasCount(1);
        assertThat(second.getByText("ID ending in")).hasCount(1);
        assertThat(problems).isEmpty();
    }

    @Test
    void removedParticipant_byOperator_isOutAndStaysOut() {
        Page console = consoleWithSession(SERVER.console());
        Page ann = joined(joinLink(console, "Ann"));
        awaitPlaying(console, 1);

        button(console, "Remove Ann").click();

        assertThat(ann.getByText("You were removed from the call").first()).isVisible();
        assertThat(button(console, "Remove Ann")).hasCount(0);
        ann.reload();
        assertThat(ann.getByText("You were removed from the call").first()).isVisible();
        // Elsewhere on the page the list of sessions has counts, too.
        assertThat(console.locator("#count")).hasText("0 participants");
        assertThat(problems).isEmpty();
    }
}
