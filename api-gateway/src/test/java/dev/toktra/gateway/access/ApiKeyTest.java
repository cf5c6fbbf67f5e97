package dev.toktra.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.callerscope.Actor;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ORG = UUID.fromString("0193a000-0000-7000-8000-000000000001");
    private static final UUID KEY_ID = UUID.fromString("0193a000-0000-7000-8000-000000000002");

    private static ApiKey key(@Nullable Instant expiresAt, @Nullable Instant revokedAt, Scope... scopes) {
        return new ApiKey(ORG, KEY_ID, "n", "h", Set.of(scopes), NOW.minusSeconds(60), expiresAt, revokedAt, null);
    }

    @Test
    void keyWorksUntilTheInstantItExpires() {
        assertThat(key(null, null).worksAt(NOW)).isTrue();
        assertThat(key(NOW.plusNanos(1), null).worksAt(NOW)).isTrue();
        assertThat(key(NOW, null).worksAt(NOW)).isFalse();
        assertThat(key(NOW.minusNanos(1), null).worksAt(NOW)).isFalse();
    }

    @Test
    void revokedKeyDoesNotWorkWhateverItsTimes() {
        assertThat(key(null, NOW).worksAt(NOW)).isFalse();
        assertThat(key(NOW.plusSeconds(60), NOW).worksAt(NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void onlyTheAdminScopeMakesAnAdministrator() {
        Caller admin = key(null, null, Scope.ADMIN).caller();
        Caller reader = key(null, null, Scope.USAGE_READ, Scope.DIRECTORY_READ).caller();

        assertThat(admin.roles()).containsExactly(Role.ADMIN);
        assertThat(reader.roles()).containsExactly(Role.ANALYST);
        assertThat(reader.scopes()).containsExactlyInAnyOrder("usage:read", "directory:read");
        assertThat(reader.actor()).isEqualTo(Actor.KEY);
        assertThat(reader.org()).isEqualTo(ORG);
        assertThat(reader.subject()).isEqualTo(KEY_ID.toString());
    }
}
