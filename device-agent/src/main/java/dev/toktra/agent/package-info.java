/**
 * The reference agent: it keeps what a device observed in a crash-safe spool and delivers it to Toktra's ingest, each
 * event under one number for ever. What the spool acknowledged to the application is delivered or named by a tombstone,
 * whatever is killed in between. The fleet plays an organisation's devices from one seed and keeps the sender's own
 * ledger, against which the service's answers are compared.
 */
@NullMarked
package dev.toktra.agent;

import org.jspecify.annotations.NullMarked;
