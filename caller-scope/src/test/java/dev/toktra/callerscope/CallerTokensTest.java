package dev.toktra.callerscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallerTokensTest {

    private static final EllipticCurveJsonWebKey KEY = Signed.key("k1");

    private final TestClock clock = new TestClock();
    private final CallerTokens tokens = new CallerTokens("caller-scope", Duration.ofSeconds(5), clock);

    private Caller read(String token) {
        assertThat(tokens.keyIdOf(token)).isEqualTo("k1");
        return tokens.verify(token, KEY.getECPublicKey());
    }

    @Test
    void everyClaimReachesTheCaller() {
        assertThat(read(Signed.token(KEY)))
                .isEqualTo(new VouchedCaller(
                        UUID.fromString(Signed.ORG),
                        "person:1",
                        Actor.PERSON,
                        UUID.fromString(Signed.USER),
                        Set.of(Role.LEAD, Role.MEMBER),
                        Set.of()));
    }

    @Test
    void aProgramHasNoUserIdAndAnUnknownRoleGrantsNothing() {
        Caller caller = read(Signed.token(KEY, claims -> {
            claims.remove("user_id");
            claims.put("actor", "key");
            claims.put("roles", List.of("analyst", "emperor"));
            claims.put("scopes", List.of("usage:read"));
        }));
        assertThat(caller.userId()).isNull();
        assertThat(caller.roles()).containsExactly(Role.ANALYST);
        assertThat(caller.scopes()).containsExactly("usage:read");
    }

    @Test
    void aTokenLivesUntilItsExpiryAndTheLeeway() {
        String token = Signed.token(KEY);
        clock.forward(Duration.ofSeconds(64));
        assertThat(read(token).org()).hasToString(Signed.ORG);
        clock.forward(Duration.ofSeconds(1));
        assertThatThrownBy(() -> read(token)).isInstanceOf(TokenRefused.class).hasMessageContaining("expired");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("another issuer", claims -> claims.put("iss", "someone")),
                wrong("no issuer", claims -> claims.remove("iss")),
                wrong("another service", claims -> claims.put("aud", "scoring-service")),
                wrong("no audience", claims -> claims.remove("aud")),
                wrong("no expiry", claims -> claims.remove("exp")),
                wrong("expired", claims -> claims.put("exp", Signed.NOW - 6)),
                wrong("expiry is a text", claims -> claims.put("exp", "tomorrow")),
                wrong("not valid yet", claims -> claims.put("nbf", Signed.NOW + 30)),
                wrong("no organisation", claims -> claims.remove("org")),
                wrong("organisation is no uuid", claims -> claims.put("org", "acme")),
                wrong("organisation is a shortened uuid", claims -> claims.put("org", "1-1-1-1-1")),
                wrong("organisation is a number", claims -> claims.put("org", 7)),
                wrong("no subject", claims -> claims.remove("sub")),
                wrong("no actor", claims -> claims.remove("actor")),
                wrong("unknown actor", claims -> claims.put("actor", "ghost")),
                wrong("user_id is no uuid", claims -> claims.put("user_id", "bob")),
                wrong("roles are a text", claims -> claims.put("roles", "admin")),
                wrong("roles hold a number", claims -> claims.put("roles", List.of(1))),
                wrong("scopes are an object", claims -> claims.put("scopes", Map.of("a", "b"))));
    }

    private static Arguments wrong(String name, Consumer<Map<String, Object>> change) {
        return argumentSet(name, change);
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void wrongClaimsAreRefused(Consumer<Map<String, Object>> change) {
        String token = Signed.token(KEY, change);
        assertThatThrownBy(() -> read(token)).isInstanceOf(TokenRefused.class);
    }

    static Stream<Arguments> wrongSignatures() {
        EllipticCurveJsonWebKey stranger = Signed.key("k1");
        String good = Signed.token(KEY);
        String[] parts = good.split("\\.");
        String unsigned = Signed.token(claims -> {}, signature -> {
            signature.setAlgorithmHeaderValue("none");
            signature.setKeyIdHeaderValue("k1");
        });
        return Stream.of(
                argumentSet("algorithm none", unsigned),
                argumentSet("algorithm none with a signature", unsigned + parts[2]),
                argumentSet("HS256 keyed with the public key", confused()),
                argumentSet("another key of the same id", Signed.token(stranger)),
                argumentSet("claims of another token", other(parts)),
                argumentSet("signature cut off", parts[0] + "." + parts[1] + "."),
                argumentSet("signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(86)),
                argumentSet("no key id", Signed.token(claims -> {}, signature -> {
                    signature.setAlgorithmHeaderValue("ES256");
                    signature.setKey(KEY.getPrivateKey());
                })),
                argumentSet("own key in the header", embedded(stranger)),
                argumentSet("critical header that nobody knows", critical()),
                argumentSet("two parts", parts[0] + "." + parts[1]),
                argumentSet("no JSON", "a.b.c"),
                argumentSet("nothing", ""));
    }

    private static String confused() {
        PublicKey known = KEY.getECPublicKey();
        return Signed.token(claims -> {}, signature -> {
            signature.setAlgorithmHeaderValue("HS256");
            signature.setKeyIdHeaderValue("k1");
            signature.setKey(new HmacKey(known.getEncoded()));
        });
    }

    private static String other(String[] parts) {
        return parts[0] + "."
                + Signed.token(KEY, claims -> claims.put("sub", "x")).split("\\.")[1] + "." + parts[2];
    }

    private static String embedded(EllipticCurveJsonWebKey stranger) {
        return Signed.token(claims -> {}, signature -> {
            signature.setAlgorithmHeaderValue("ES256");
            signature.setKeyIdHeaderValue("k1");
            signature.setJwkHeader(stranger);
            signature.setKey(stranger.getPrivateKey());
        });
    }

    private static String critical() {
        return Signed.token(claims -> {}, signature -> {
            signature.setAlgorithmHeaderValue("ES256");
            signature.setKeyIdHeaderValue("k1");
            signature.setCriticalHeaderNames("moon");
            signature.setHeader("moon", "full");
            signature.setKey(KEY.getPrivateKey());
        });
    }

    @ParameterizedTest
    @MethodSource("wrongSignatures")
    void wrongSignaturesAreRefused(String token) {
        assertThatThrownBy(() -> {
                    tokens.keyIdOf(token);
                    tokens.verify(token, KEY.getECPublicKey());
                })
                .isInstanceOf(TokenRefused.class);
    }

    @Test
    void anotherAlgorithmIsRefusedBeforeAnyKeyIsLookedUp() {
        String unsigned = Signed.token(claims -> {}, signature -> {
            signature.setAlgorithmHeaderValue("none");
            signature.setKeyIdHeaderValue("k1");
        });
        for (String token : List.of(unsigned, confused())) {
            assertThatThrownBy(() -> tokens.keyIdOf(token))
                    .isInstanceOf(TokenRefused.class)
                    .hasMessageContaining("ES256");
        }
    }

    @Test
    void onlyNamedP256KeysAreTaken() {
        EllipticCurveJsonWebKey nameless = Signed.key("x");
        nameless.setKeyId(null);
        assertThat(KeySet.parse(Signed.keySet(KEY, nameless))).containsOnlyKeys("k1");
        assertThatThrownBy(() -> KeySet.parse("<html>")).isInstanceOf(IllegalArgumentException.class);
    }
}
