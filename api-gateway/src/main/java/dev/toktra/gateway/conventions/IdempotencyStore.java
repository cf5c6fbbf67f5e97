package dev.toktra.gateway.conventions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Does each deed once, however often its request is sent: the answer is kept in the transaction of the deed itself. */
@ApplicationScoped
public class IdempotencyStore {

    private static final int CREATED = 201;

    private final SecuredStore secured;
    private final ObjectMapper json;
    private final Clock clock;
    private final IdempotencyConfig config;

    public IdempotencyStore(SecuredStore secured, ObjectMapper json, Clock clock, IdempotencyConfig config) {
        this.secured = secured;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Does the deed, or gives the answer that it got the first time.
     *
     * @throws Refusal if the key is being worked on, or was used for something else
     */
    public Uni<Reply> once(Deed deed, Supplier<Uni<Made>> act) {
        String key = deed.key();
        return secured.in(
                deed.orgId(),
                () -> key == null
                        ? act.get().map(made -> reply(made, made.body()))
                        : locked(deed)
                                .chain(() -> known(deed))
                                .chain(reply -> reply == null
                                        ? act.get().chain(made -> keep(deed, made))
                                        : Uni.createFrom().item(reply)));
    }

    private Uni<Void> locked(Deed deed) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select pg_try_advisory_xact_lock(hashtextextended(:name, 0))", Boolean.class)
                        .setParameter("name", "idempotency " + deed.orgId() + deed.subject() + ' ' + deed.key())
                        .getSingleResult())
                .map(free -> {
                    if (!free) {
                        throw Refusal.conflict("header:Idempotency-Key", "A request with this key is being worked on.");
                    }
                    return null;
                });
    }

    private Uni<@Nullable Reply> known(Deed deed) {
        return Panache.getSession()
                .chain(session -> forKey(
                                session,
                                "select fingerprint, status, location, body from idempotent_answer"
                                        + " where org_id = :org and subject = :subject and idempotency_key = :key"
                                        + " and answered_at > :oldest",
                                deed)
                        .setParameter("oldest", oldest())
                        .getResultList())
                .map(rows -> rows.isEmpty() ? null : replayed(deed, rows));
    }

    private Reply replayed(Deed deed, List<Object[]> rows) {
        Object[] row = rows.get(0);
        if (!Objects.equals(row[0], fingerprint(deed))) {
            throw Refusal.impossible("header:Idempotency-Key", "This key was used for another request.");
        }
        return new Reply((Integer) row[1], (String) row[2], (String) row[3]);
    }

    private Uni<Reply> keep(Deed deed, Made made) {
        Reply kept = reply(made, made.replay());
        return Panache.getSession()
                .chain(session -> session.flush()
                        .chain(() -> forKey(
                                        session,
                                        "delete from idempotent_answer"
                                                + " where org_id = :org and subject = :subject and idempotency_key = :key",
                                        deed)
                                .executeUpdate())
                        .chain(() -> forKey(
                                        session,
                                        "insert into idempotent_answer values"
                                                + " (:org, :subject, :key, :fingerprint, :status, :location, :body, :at)",
                                        deed)
                                .setParameter("fingerprint", fingerprint(deed))
                                .setParameter("status", kept.status())
                                .setParameter("location", kept.location())
                                .setParameter("body", kept.json())
                                .setParameter("at", clock.instant())
                                .executeUpdate()))
                .replaceWith(reply(made, made.body()));
    }

    private static Mutiny.Query<Object[]> forKey(Mutiny.Session session, String sql, Deed deed) {
        return session.<Object[]>createNativeQuery(sql)
                .setParameter("org", deed.orgId())
                .setParameter("subject", deed.subject())
                .setParameter("key", deed.key());
    }

    private Instant oldest() {
        return clock.instant().minus(config.keptFor());
    }

    private Reply reply(Made made, Object shown) {
        return new Reply(CREATED, made.location(), text(shown));
    }

    private String fingerprint(Deed deed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((deed.address() + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(text(deed.body()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
