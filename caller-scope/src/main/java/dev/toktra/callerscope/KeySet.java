package dev.toktra.callerscope;

import java.security.PublicKey;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Reads a JWK set (RFC 7517): its named P-256 keys, since no other kind can sign ES256. */
final class KeySet {

    private KeySet() {}

    /** The keys by id, of two with the same id the first. */
    static Map<String, PublicKey> parse(String json) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream()
                            .filter(key -> key.getKeyId() != null)
                            .filter(EllipticCurveJsonWebKey.class::isInstance)
                            .map(EllipticCurveJsonWebKey.class::cast)
                            .filter(key -> "P-256".equals(key.getCurveName()))
                            .collect(Collectors.toUnmodifiableMap(
                                    EllipticCurveJsonWebKey::getKeyId,
                                    EllipticCurveJsonWebKey::getECPublicKey,
                                    (first, second) -> first));
        } catch (JoseException e) {
            throw new IllegalArgumentException("the gateway's answer is no JWK set", e);
        }
    }
}
