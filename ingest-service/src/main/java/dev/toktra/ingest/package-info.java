/**
 * Accepts usage events from devices over mutual TLS and says yes only after Kafka holds them. Who sent them is the
 * certificate's word, what passes is an allow-list of named fields, and a refused event is a number, never a failed batch.
 * When Kafka is away every answer is 503 within three seconds; PostgreSQL being away changes nothing for senders.
 */
@NullMarked
package dev.toktra.ingest;

import org.jspecify.annotations.NullMarked;
