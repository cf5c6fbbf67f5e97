package dev.toktra.callerscope;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Reads caller tokens: ES256 and nothing else, from the gateway, for one audience, not expired. */
final class CallerTokens {

    /** Who signs caller tokens. */
    static final String ISSUER = "toktra-gateway";

    private static final AlgorithmConstraints ES256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final String audience;
    private final Duration leeway;
    private final Clock clock;

    CallerTokens(String audience, Duration leeway, Clock clock) {
        this.audience = audience;
        this.leeway = leeway;
        this.clock = clock;
    }

    /**
     * The id of the key that is said to have signed a token; nothing of the token is proven yet.
     *
     * @throws TokenRefused for what is no ES256 token with a key id
     */
    String keyIdOf(String token) {
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setCompactSerialization(token);
            String keyId = signed.getKeyIdHeaderValue();
            if (!AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256.equals(signed.getAlgorithmHeaderValue())) {
                throw new TokenRefused("The token is not signed with ES256.");
            }
            if (keyId == null || keyId.isBlank()) {
                throw new TokenRefused("The token does not name its key.");
            }
            return keyId;
        } catch (JoseException e) {
            throw new TokenRefused("The token is not a signed JWT.");
        }
    }

    /**
     * The caller whom a token vouches for.
     *
     * @throws TokenRefused unless signature, issuer, audience, expiry and claims are right
     */
    Caller verify(String token, PublicKey key) {
        try {
            return callerOf(consumer(key).processToClaims(token));
        } catch (InvalidJwtException e) {
            throw new TokenRefused(reason(e));
        } catch (MalformedClaimException | ClassCastException e) {
            throw new TokenRefused("A claim of the token is of another kind than it must be.");
        }
    }

    private JwtConsumer consumer(PublicKey key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ES256_ONLY)
                .setVerificationKey(key)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) leeway.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setRequireSubject()
                .build();
    }

    private static Caller callerOf(JwtClaims claims) throws MalformedClaimException {
        Actor actor = Optional.ofNullable(claims.getStringClaimValue("actor"))
                .flatMap(Actor::ofWire)
                .orElseThrow(() -> new TokenRefused("The token does not say what kind of caller acts."));
        UUID org = uuid(claims, "org");
        if (org == null) {
            throw new TokenRefused("The token names no organisation.");
        }
        Set<Role> roles = texts(claims, "roles").stream()
                .flatMap(name -> Role.ofWire(name).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new VouchedCaller(
                org, claims.getSubject(), actor, uuid(claims, "user_id"), roles, Set.copyOf(texts(claims, "scopes")));
    }

    private static @Nullable UUID uuid(JwtClaims claims, String name) throws MalformedClaimException {
        String text = claims.getStringClaimValue(name);
        if (text == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // told below, with the shortened forms that Java would accept
        }
        throw new TokenRefused("The token's " + name + " is no UUID.");
    }

    private static Collection<String> texts(JwtClaims claims, String name) throws MalformedClaimException {
        List<String> texts = claims.hasClaim(name) ? claims.getStringListClaimValue(name) : List.of();
        return texts == null ? Set.of() : Set.copyOf(texts);
    }

    private static String reason(InvalidJwtException refusal) {
        if (refusal.hasExpired()) {
            return "The token has expired.";
        }
        if (refusal.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refusal.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "The token is for another service.";
        }
        return refusal.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                ? "The token's signature is wrong."
                : "The token is not one of the gateway's.";
    }
}
