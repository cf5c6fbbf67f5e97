package dev.toktra.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.callerscope.Caller;
import dev.toktra.gateway.GatewayStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallerTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ORG = UUID.fromString("0193a000-0000-7000-8000-000000000001");
    private static final UUID KEY_ID = UUID.fromString("0193a000-0000-7000-8000-000000000002");

    @TempDir
    Path directory;

    private final Caller caller =
            new ApiKey(ORG, KEY_ID, "n", "h", Set.of(Scope.USAGE_READ), NOW, null, null, null).caller();

    private CallerTokens tokens(String name) throws Exception {
        return new CallerTokens(
                CallerKey.read(GatewayStack.key(directory.resolve(name))), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JwtConsumer consumer(String keySet, String audience, Instant at) throws Exception {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keySet).getJsonWebKeys()))
                .setExpectedIssuer("toktra-gateway")
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(at.getEpochSecond()))
                .build();
    }

    @Test
    void tokenSaysWhoCallsAndIsVerifiedWithThePublicKey() throws Exception {
        CallerTokens tokens = tokens("key.pem");

        JwtClaims claims = consumer(tokens.keySet(), "reconciliation-service", NOW)
                .processToClaims(tokens.token(caller, "reconciliation-service"));

        assertThat(claims.getStringClaimValue("org")).isEqualTo(ORG.toString());
        assertThat(claims.getSubject()).isEqualTo(KEY_ID.toString());
        assertThat(claims.getStringClaimValue("actor")).isEqualTo("key");
        assertThat(claims.getStringListClaimValue("roles")).containsExactly("analyst");
        assertThat(claims.getStringListClaimValue("scopes")).containsExactly("usage:read");
        assertThat(claims.hasClaim("user_id")).isFalse();
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 60);
    }

    @Test
    void tokenIsForOneServiceAndOneMinute() throws Exception {
        CallerTokens tokens = tokens("key.pem");
        String token = tokens.token(caller, "reconciliation-service");

        assertThatThrownBy(
                        () -> consumer(tokens.keySet(), "scoring-service", NOW).process(token))
                .isInstanceOf(InvalidJwtException.class);
        assertThatThrownBy(() -> consumer(tokens.keySet(), "reconciliation-service", NOW.plusSeconds(61))
                        .process(token))
                .isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void anotherKeyDoesNotVerify() throws Exception {
        String token = tokens("one.pem").token(caller, "reconciliation-service");

        assertThatThrownBy(() -> consumer(tokens("other.pem").keySet(), "reconciliation-service", NOW)
                        .process(token))
                .isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void keySetHoldsNoSecret() throws Exception {
        assertThat(tokens("key.pem").keySet())
                .contains("\"kty\":\"EC\"", "\"crv\":\"P-256\"", "\"kid\"", "\"alg\":\"ES256\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void publicKeyIsTheOneOfThePrivateKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        for (int i = 0; i < 20; i++) {
            KeyPair pair = generator.generateKeyPair();
            ECPrivateKey reread = (ECPrivateKey) KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));

            assertThat(P256.publicKeyOf(reread).getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
        }
    }

    @Test
    void unusableKeyFilesAreNamedWithWhatIsWrong() throws Exception {
        Path missing = directory.resolve("missing.pem");
        Path noPem = Files.writeString(directory.resolve("no.pem"), "secret stuff");
        Path otherCurve = directory.resolve("p384.pem");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        Files.writeString(
                otherCurve,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> CallerKey.read(missing)).hasMessageContaining(missing + " cannot be read");
        assertThatThrownBy(() -> CallerKey.read(noPem))
                .hasMessageContaining("no PKCS#8 key")
                .hasMessageNotContaining("secret stuff");
        assertThatThrownBy(() -> CallerKey.read(otherCurve)).hasMessageContaining("not on the curve P-256");
    }
}
