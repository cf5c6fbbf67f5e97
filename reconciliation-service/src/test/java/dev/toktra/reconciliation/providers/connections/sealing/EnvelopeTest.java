package dev.toktra.reconciliation.providers.connections.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret.Wrapped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final String SECRET = "sk-admin-canary-0123456789";

    private final SecureRandom random = new SecureRandom();
    private final String oldKey = key();
    private final String newKey = key();
    private final SealedFor owner = new SealedFor(UUID.randomUUID(), Provider.OPENAI, UUID.randomUUID(), 1);
    private final Envelope envelope = new Envelope(KeyRing.of(oldKey, random), random);
    private final SealedSecret sealed = envelope.seal(Secret.of(SECRET), owner);

    private String key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void secretComesBackAndIsNowhereInWhatIsKept() {
        assertThat(envelope.open(sealed, owner).reveal()).isEqualTo(SECRET);
        String kept = new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1)
                + new String(sealed.wrappedKey().bytes(), StandardCharsets.ISO_8859_1);
        assertThat(kept).doesNotContain("canary");
        assertThat(sealed.toString() + sealed.wrappedKey() + KeyRing.of(oldKey, random))
                .doesNotContain("canary", oldKey);
    }

    @Test
    void sameSecretIsSealedDifferentlyEachTime() {
        SealedSecret again = envelope.seal(Secret.of(SECRET), owner);
        assertThat(again.ciphertext()).isNotEqualTo(sealed.ciphertext());
        assertThat(again.wrappedKey().bytes()).isNotEqualTo(sealed.wrappedKey().bytes());
    }

    @Test
    void secretOpensAsNothingElse() {
        List<SealedFor> others = List.of(
                new SealedFor(UUID.randomUUID(), owner.provider(), owner.connectionId(), 1),
                new SealedFor(owner.orgId(), Provider.ANTHROPIC, owner.connectionId(), 1),
                new SealedFor(owner.orgId(), owner.provider(), UUID.randomUUID(), 1),
                new SealedFor(owner.orgId(), owner.provider(), owner.connectionId(), 2));
        assertThat(others)
                .allSatisfy(other ->
                        assertThatThrownBy(() -> envelope.open(sealed, other)).isInstanceOf(CannotOpen.class));
    }

    @Test
    void anyChangedBitIsNoticed() {
        for (int i = 0; i < sealed.ciphertext().length; i++) {
            byte[] changed = sealed.ciphertext().clone();
            changed[i] ^= 1;
            SealedSecret forged = new SealedSecret(sealed.wrappedKey(), changed);
            assertThatThrownBy(() -> envelope.open(forged, owner)).isInstanceOf(CannotOpen.class);
        }
        byte[] key = sealed.wrappedKey().bytes().clone();
        key[20] ^= 1;
        SealedSecret forged = new SealedSecret(new Wrapped(sealed.wrappedKey().keyId(), key), sealed.ciphertext());
        assertThatThrownBy(() -> envelope.open(forged, owner)).isInstanceOf(CannotOpen.class);
        SealedSecret empty = new SealedSecret(sealed.wrappedKey(), new byte[0]);
        assertThatThrownBy(() -> envelope.open(empty, owner)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void keysAreChangedByWrappingAgain() {
        KeyRing both = KeyRing.of(newKey + "\n" + oldKey + "\n", random);
        SealedSecret rewrapped = new Envelope(both, random).rewrap(sealed, owner);
        Envelope onlyNew = new Envelope(KeyRing.of(newKey, random), random);

        assertThat(rewrapped.ciphertext()).isEqualTo(sealed.ciphertext());
        assertThat(rewrapped.wrappedKey().keyId()).isEqualTo(both.current());
        assertThat(onlyNew.open(rewrapped, owner).reveal()).isEqualTo(SECRET);
        assertThatThrownBy(() -> onlyNew.open(sealed, owner))
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining(sealed.wrappedKey().keyId());
    }

    @Test
    void keysOfWrongLengthAreRefusedWithASentenceThatShowsNoneOfThem() {
        String short_ = Base64.getEncoder().encodeToString("canary-canary".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> KeyRing.of(short_, random))
                .hasMessageContaining("13 bytes in line 1")
                .hasMessageNotContaining(short_);
        assertThatThrownBy(() -> KeyRing.of(oldKey + "\n!canary!", random))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> KeyRing.of(" \n", random)).hasMessageContaining("is empty");
    }
}
