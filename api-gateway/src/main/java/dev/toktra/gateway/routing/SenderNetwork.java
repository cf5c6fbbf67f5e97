package dev.toktra.gateway.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** All addresses from which one sender may write: with one IPv6 address they have the 2^64 of its network. */
final class SenderNetwork {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private SenderNetwork() {}

    /**
     * The network of an address: an IPv4 address alone, of IPv6 its first 64 bits.
     *
     * @param host an address in numbers, never a name
     */
    static String of(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            byte[] bytes = address.getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
