package dev.toktra.devstack.provider;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.toktra.devstack.provider.names.Credentials.AzureClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Asks the simulated providers over HTTP, knowing nothing of how they are made. */
final class Asking {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ProviderSimulator simulator;

    Asking(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    Reply openai(String path, String... query) {
        return get(
                simulator.access().openai() + path + query(query),
                Map.of("Authorization", "Bearer " + simulator.access().openaiKey()));
    }

    Reply anthropic(String path, String... query) {
        return get(simulator.access().anthropic() + path + query(query), anthropicHeaders());
    }

    Map<String, String> anthropicHeaders() {
        return Map.of("x-api-key", simulator.access().anthropicKey(), "anthropic-version", "2023-06-01");
    }

    Reply azure(String path, String... query) {
        return get(simulator.access().azureManagement() + path + query(query), bearer(azureToken()));
    }

    Reply gcp(String path, String... query) {
        return get(simulator.access().gcpMonitoring() + path + query(query), bearer(gcpToken()));
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    Reply get(String url, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        return send(request.build());
    }

    Reply put(String url, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Reply form(String url, String... pairs) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query(pairs).replaceFirst("^\\?", "")))
                .build());
    }

    private static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String query(String... pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? '?' : '&')
                    .append(encoded(pairs[i]))
                    .append('=')
                    .append(encoded(pairs[i + 1]));
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Reply azureSignIn(String... changed) {
        AzureClient client = simulator.access().azureClient();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client.clientId());
        form.put("client_secret", client.clientSecret());
        form.put("scope", "https://management.azure.com/.default");
        return form(
                simulator.access().azureLogin() + "/" + client.tenant() + "/oauth2/v2.0/token", with(form, changed));
    }

    String azureToken() {
        return azureSignIn().json().path("access_token").asText();
    }

    Reply gcpSignIn(String... changedClaims) {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", "reader@simulated.iam.gserviceaccount.com");
        claims.put("scope", "https://www.googleapis.com/auth/monitoring.read");
        claims.put("aud", "https://oauth2.googleapis.com/token");
        long now = simulator.clock().instant().getEpochSecond();
        claims.put("iat", Long.toString(now));
        claims.put("exp", Long.toString(now + 3600));
        return form(
                simulator.access().gcpToken().toString(),
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion",
                jwt(with(claims, changedClaims)));
    }

    String gcpToken() {
        return gcpSignIn().json().path("access_token").asText();
    }

    private static String[] with(Map<String, String> all, String... changed) {
        for (int i = 0; i < changed.length; i += 2) {
            all.put(changed[i], changed[i + 1]);
        }
        return all.entrySet().stream()
                .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
                .toArray(String[]::new);
    }

    private String jwt(String... claims) {
        var body = MAPPER.createObjectNode();
        for (int i = 0; i < claims.length; i += 2) {
            if (claims[i + 1].matches("\\d+")) {
                body.put(claims[i], Long.parseLong(claims[i + 1]));
            } else {
                body.put(claims[i], claims[i + 1]);
            }
        }
        var header =
                MAPPER.createObjectNode().put("alg", "RS256").put("typ", "JWT").put("kid", "simulated-key-1");
        String text = base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(body.toString().getBytes(StandardCharsets.UTF_8));
        return text + "." + base64(signature(text));
    }

    private byte[] signature(String text) {
        try {
            String pem = MAPPER.readTree(simulator.access().gcpServiceAccount())
                    .path("private_key")
                    .asText()
                    .replaceAll("-----[A-Z ]+-----|\\s", "");
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
