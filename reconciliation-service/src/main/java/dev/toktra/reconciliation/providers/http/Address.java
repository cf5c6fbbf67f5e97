package dev.toktra.reconciliation.providers.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one place below which a provider is called: nothing that a provider answers leads to another host. */
public record Address(URI base) {

    /** A path below the base, given with slashes; its parts are encoded, and none of them may lead upwards. */
    public URI at(String path, Query query) {
        String encoded = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(Address::segment)
                .collect(Collectors.joining("/"));
        String root = base.toString().replaceAll("/+$", "");
        String below = encoded.isEmpty() ? root : root + "/" + encoded;
        return URI.create(query.pairs().isEmpty() ? below : below + "?" + query.text());
    }

    /** A link to a next page as the provider gave it; relative links are taken from the base. */
    public URI follow(String link) {
        URI target;
        try {
            target = base.resolve(link);
        } catch (IllegalArgumentException notAnAddress) {
            throw ProviderFault.broken("The link to the next page is not an address.");
        }
        if (!origin(target).equals(origin(base)) || target.getRawUserInfo() != null) {
            throw ProviderFault.broken("The link to the next page leads to another host than the configured one; it was"
                    + " not followed.");
        }
        return target;
    }

    private static String segment(String part) {
        if (part.equals(".") || part.equals("..")) {
            throw ProviderFault.broken("The provider named a resource that is none.");
        }
        return Query.encoded(part);
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
