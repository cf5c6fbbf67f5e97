package dev.toktra.gateway;

import static io.restassured.RestAssured.given;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.access.KeySecret;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation of a test's own, with a key that may do everything. */
public final class TestOrganisation {

    private final UUID orgId = UuidCreator.getTimeOrderedEpoch();
    private final KeySecret key;

    private TestOrganisation(String zone) {
        run(
                "with made as (insert into organisation (org_id, name, currency, version)"
                        + " values (?, 'Test', 'USD', next_version(0)) returning org_id)"
                        + " insert into organisation_zone select org_id, date 'epoch', ? from made",
                orgId,
                zone);
        key = key("admin");
    }

    public static TestOrganisation make() {
        return in("UTC");
    }

    public static TestOrganisation in(String zone) {
        return new TestOrganisation(zone);
    }

    public UUID orgId() {
        return orgId;
    }

    public String adminKey() {
        return key.reveal();
    }

    /** A further key with these scopes. */
    public KeySecret key(String... scopes) {
        return keyUntil(null, scopes);
    }

    /** A further key that expires. */
    public KeySecret keyUntil(@Nullable Instant expiresAt, String... scopes) {
        KeySecret secret = KeySecret.random(new SecureRandom());
        run(
                "insert into api_key (org_id, key_id, name, hint, digest, scopes, created_at, expires_at)"
                        + " values (?, ?, 'test', ?, ?, ?, now(), ?::timestamptz)",
                orgId,
                UuidCreator.getTimeOrderedEpoch(),
                secret.hint(),
                secret.digest(),
                scopes,
                expiresAt == null ? null : expiresAt.toString());
        return secret;
    }

    /** A request of this organisation's administrator. */
    public RequestSpecification admin() {
        return with(adminKey());
    }

    /** A request with a key. */
    public static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    /** What the administrator gets for a body. */
    public ValidatableResponse post(String path, String body) {
        return admin().body(body).post(path).then();
    }

    /** What the administrator gets for changes of a person. */
    public ValidatableResponse patchPerson(String id, String body) {
        return admin().body(body).patch("/v1/users/" + id).then();
    }

    /** The id of a new person {@code P}, who is there since the beginning of 2026. */
    public String person(String email) {
        return post("/v1/users", "{\"email\": \"" + email + "\", \"name\": \"P\", \"joined_on\": \"2026-01-01\"}")
                .statusCode(201)
                .extract()
                .path("user_id");
    }

    /** The id of a new department at the top. */
    public String department(String name) {
        return post("/v1/departments", "{\"name\": \"" + name + "\"}")
                .statusCode(201)
                .extract()
                .path("department_id");
    }

    /** Runs a statement as the worker. */
    public static void run(String sql, @Nullable Object... parameters) {
        runAs("gateway_worker", sql, parameters);
    }

    /** Runs a statement of which the service itself is not capable. */
    public static void runAsSuperuser(String sql, @Nullable Object... parameters) {
        runAs("postgres", sql, parameters);
    }

    private static void runAs(String role, String sql, @Nullable Object... parameters) {
        try (Connection connection = TestStack.running().connect(role);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
