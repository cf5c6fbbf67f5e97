package dev.toktra.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeySecretTest {

    @Test
    void newKeyHolds32RandomBytes() {
        KeySecret one = KeySecret.random(new SecureRandom());
        KeySecret other = KeySecret.random(new SecureRandom());

        assertThat(one.reveal()).matches("tk_live_[A-Za-z0-9_-]{43}").isNotEqualTo(other.reveal());
        assertThat(KeySecret.of(one.reveal())).isPresent();
    }

    @Test
    void digestIsTheSha256OfTheWholeKey() throws Exception {
        KeySecret key = KeySecret.of("tk_live_" + "a".repeat(43)).orElseThrow();

        assertThat(key.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(("tk_live_" + "a".repeat(43)).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void keyIsNotPrinted() {
        KeySecret key = KeySecret.of("tk_live_" + "a".repeat(39) + "wxyz").orElseThrow();

        assertThat(key.toString()).isEqualTo("tk_live_…wxyz");
    }

    @Test
    void otherTextsAreNoKeys() {
        for (String text :
                new String[] {"", "tk_live_", "tk_live_short", "tk_test_" + "a".repeat(43), "tk_live_" + "ä".repeat(43)
                }) {
            assertThat(KeySecret.of(text)).as(text).isEmpty();
        }
    }
}
