package dev.toktra.devstack.provider.http;

import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import java.time.Instant;
import java.util.List;

/** A call that was answered; {@code target} is path and query, a call without an endpoint has the name {@code none}. */
public record CallRecord(
        long number,
        Instant at,
        Provider provider,
        String endpoint,
        String method,
        String target,
        int status,
        List<Fault> faults) {}
