package dev.toktra.callerscope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signs tokens the way the gateway does, and every way that it must not. */
final class Signed {

    static final long NOW = 1_772_366_400L; // 2026-03-01T12:00:00Z
    static final String ORG = "01990000-0000-7000-8000-000000000001";
    static final String USER = "01990000-0000-7000-8000-000000000002";

    private Signed() {}

    static EllipticCurveJsonWebKey key(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String keySet(EllipticCurveJsonWebKey... keys) {
        return JsonUtil.toJson(Map.of(
                "keys",
                List.of(keys).stream()
                        .map(key -> key.toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                        .toList()));
    }

    static Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "toktra-gateway");
        claims.put("aud", "caller-scope");
        claims.put("exp", NOW + 60);
        claims.put("org", ORG);
        claims.put("sub", "person:1");
        claims.put("actor", "person");
        claims.put("user_id", USER);
        claims.put("roles", List.of("lead", "member"));
        claims.put("scopes", List.of());
        return claims;
    }

    static String token(EllipticCurveJsonWebKey key) {
        return token(key, claims -> {});
    }

    static String token(EllipticCurveJsonWebKey key, Consumer<Map<String, Object>> change) {
        return token(change, signature -> {
            signature.setAlgorithmHeaderValue("ES256");
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
        });
    }

    static String token(Consumer<Map<String, Object>> change, Consumer<JsonWebSignature> sign) {
        Map<String, Object> claims = claims();
        change.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(JsonUtil.toJson(claims));
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setDoKeyValidation(false);
        sign.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
