/** The Kafka broker, and the topics as {@code deploy/topics.yaml} wants them. */
@NullMarked
package dev.toktra.devstack.kafka;

import org.jspecify.annotations.NullMarked;
