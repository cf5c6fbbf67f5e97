package dev.toktra.reconciliation.providers.connections.rules;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses this service may be made to call with a secret. Public ones by https; loopback, private networks and
 * http only where the installation allows the host by name. Link-local addresses, where clouds hand out credentials,
 * never.
 */
public final class AddressRule {

    private static final int LONGEST = 500;
    private static final String FOUR = "\\d{1,3}(\\.\\d{1,3}){3}";

    private final Set<String> allowed;

    /** {@code allowed} are hosts, or hosts and ports as {@code host:port}, as they are written in addresses. */
    public AddressRule(Set<String> allowed) {
        this.allowed = allowed.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with an address as it is written, as the end of a sentence; empty if nothing is. */
    public Optional<String> refusal(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Optional.of("is no address");
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || address.length() > LONGEST
                || uri.getPort() > 65535
                || uri.getPort() == 0) {
            return Optional.of("must be https:// and a host, at most with a port and a path");
        }
        return shape(uri)
                .or(() -> literal(uri.getHost()).flatMap(found -> refusal(uri, found)))
                .or(() -> !"https".equals(uri.getScheme()) && !isAllowed(uri)
                        ? Optional.of("must be https: this host is not on the list of toktra.connections.allowed-hosts")
                        : Optional.empty())
                .or(() -> localName(uri.getHost()) && !isAllowed(uri)
                        ? Optional.of(
                                "must be public: this host is not on the list of toktra.connections.allowed-hosts")
                        : Optional.empty());
    }

    /** Only what can be read in one way. */
    private static Optional<String> shape(URI uri) {
        if (uri.getHost().matches("(.*\\.)?\\d[^.]*\\.?") && !uri.getHost().matches(FOUR)) {
            return Optional.of("must have a name or a whole address as its host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("must have no user, no query and no fragment");
        }
        return uri.getRawPath().matches(".*(//|/\\.\\.?(/|$)|%2[fFeE]|%5[cC]|;).*")
                ? Optional.of("must have a plain path")
                : Optional.empty();
    }

    /** What is wrong with where a host's name leads now; empty if nothing is. */
    public Optional<String> refusal(URI uri, InetAddress address) {
        if (!Reach.of(address).mayBeAllowed()) {
            return Optional.of("leads to an address that is never called, such as a link-local one");
        }
        return Reach.of(address) == Reach.PUBLIC || isAllowed(uri)
                ? Optional.empty()
                : Optional.of("leads into this network: the host is not on the list of"
                        + " toktra.connections.allowed-hosts");
    }

    private boolean isAllowed(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return allowed.contains(host) || allowed.contains(host + ":" + uri.getPort());
    }

    private static boolean localName(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.endsWith(".local")
                || name.endsWith(".internal");
    }

    /** The address that a host is, if it is no name; nothing is looked up. */
    private static Optional<InetAddress> literal(String host) {
        boolean four = host.matches(FOUR);
        if (!four && !host.startsWith("[")) {
            return Optional.empty();
        }
        try {
            // A leading zero is octal to some readers and nothing to others.
            return Optional.of(InetAddress.getByName(four && host.matches("(.*\\.)?0\\d.*") ? "0.0.0.0" : host));
        } catch (UnknownHostException e) {
            return Optional.of(Inet4Address.getLoopbackAddress());
        }
    }
}
