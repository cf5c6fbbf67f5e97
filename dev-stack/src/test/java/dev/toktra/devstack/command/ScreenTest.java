package dev.toktra.devstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void terminalShowsProgressInOnePlaceAndSentencesBelow() {
        Screen screen = screen(true);

        screen.progress("10 %");
        screen.progress("20 %");
        screen.say("the history is in");

        assertThat(withoutCodes()).isEqualTo("\r10 %\r20 %\nthe history is in\n");
    }

    @Test
    void elsewhereEachProgressIsALineWithoutCodes() {
        Screen screen = screen(false);

        screen.progress("10 %");
        screen.progress("20 %");
        screen.say("the history is in");

        assertThat(shown.toString(UTF_8)).isEqualTo("... 10 %\n... 20 %\nthe history is in\n");
    }

    @Test
    void linesOfADetachedLauncherBecomeProgressAgain() {
        Screen screen = screen(true);

        screen.showAgain("... 10 %");
        screen.showAgain("... 20 %");
        screen.showAgain("the history is in");

        assertThat(withoutCodes()).isEqualTo("\r10 %\r20 %\nthe history is in\n");
    }

    @Test
    void restLeavesTheLineOnce() {
        Screen screen = screen(true);

        screen.progress("10 %");
        screen.rest();
        screen.rest();

        assertThat(withoutCodes()).isEqualTo("\r10 %\n");
    }

    private String withoutCodes() {
        return shown.toString(UTF_8).replaceAll("\u001b\\[[?0-9]*[a-zA-Z]", "");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(shown, true, UTF_8), terminal);
    }
}
