package dev.toktra.gateway.access;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signed statements of who calls, for one service and one minute each. */
public final class CallerTokens {

    /** The {@code iss} of every token. */
    public static final String ISSUER = "toktra-gateway";

    private static final Duration LIFE = Duration.ofSeconds(60);

    private final EllipticCurveJsonWebKey key;
    private final Clock clock;

    public CallerTokens(CallerKey callerKey, Clock clock) {
        this.key = new EllipticCurveJsonWebKey(callerKey.publicKey());
        this.clock = clock;
        key.setPrivateKey(callerKey.privateKey());
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        key.setUse("sig");
    }

    /** The token by which the audience, a service's name, learns of the caller. */
    public String token(Caller caller, String audience) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setHeader("typ", "JWT");
        token.setPayload(claims(caller, audience).toJson());
        token.setKey(key.getPrivateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the caller key does not sign", e);
        }
    }

    /** The public key as a JWK set, by which services check tokens. */
    public String keySet() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private JwtClaims claims(Caller caller, String audience) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setSubject(caller.subject());
        claims.setStringClaim("org", caller.org().toString());
        claims.setStringClaim("actor", caller.actor().wire());
        claims.setStringListClaim(
                "roles", caller.roles().stream().map(Role::wire).sorted().toList());
        claims.setStringListClaim("scopes", caller.scopes().stream().sorted().toList());
        if (caller.userId() != null) {
            claims.setStringClaim("user_id", caller.userId().toString());
        }
        return claims;
    }
}
