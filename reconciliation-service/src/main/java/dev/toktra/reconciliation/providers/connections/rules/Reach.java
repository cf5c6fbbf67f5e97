package dev.toktra.reconciliation.providers.connections.rules;

import java.net.Inet4Address;
import java.net.InetAddress;

/** How far away an address is. */
enum Reach {
    PUBLIC,
    /** This machine or this network. */
    INSIDE,
    /** Nothing that a provider can be at: link-local, multicast, unspecified, reserved. */
    NOWHERE;

    boolean mayBeAllowed() {
        return this != NOWHERE;
    }

    static Reach of(InetAddress address) {
        if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return NOWHERE;
        }
        if (address.isLoopbackAddress()) {
            return INSIDE;
        }
        int[] bytes = unsigned(address.getAddress());
        return address instanceof Inet4Address ? four(bytes) : six(bytes);
    }

    private static Reach four(int[] bytes) {
        if (bytes[0] == 0 || bytes[0] >= 240 || bytes[0] == 192 && bytes[1] == 0 && bytes[2] == 0) {
            return NOWHERE;
        }
        boolean inside = bytes[0] == 10
                || bytes[0] == 172 && bytes[1] >= 16 && bytes[1] < 32
                || bytes[0] == 192 && bytes[1] == 168
                || bytes[0] == 100 && bytes[1] >= 64 && bytes[1] < 128
                || bytes[0] == 198 && (bytes[1] & 0xfe) == 18;
        return inside ? INSIDE : PUBLIC;
    }

    /** Of IPv6 only global unicast is public, without the ranges that carry an IPv4 address inside. */
    private static Reach six(int[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return INSIDE;
        }
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return global && !sixToFour && !teredo ? PUBLIC : NOWHERE;
    }

    private static int[] unsigned(byte[] bytes) {
        int[] all = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = bytes[i] & 0xff;
        }
        return all;
    }
}
