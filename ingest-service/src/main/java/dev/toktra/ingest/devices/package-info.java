/** The devices that ingest has heard: kept in PostgreSQL and published as state, behind the sender's back. */
@NullMarked
package dev.toktra.ingest.devices;

import org.jspecify.annotations.NullMarked;
