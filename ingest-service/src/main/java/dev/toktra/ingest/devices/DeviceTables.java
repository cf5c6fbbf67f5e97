package dev.toktra.ingest.devices;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether this service's tables are there; until then nothing is asked of the database. */
@ApplicationScoped
class DeviceTables {

    private volatile boolean ready;

    boolean areReady() {
        return ready;
    }

    void migrated() {
        ready = true;
    }
}
