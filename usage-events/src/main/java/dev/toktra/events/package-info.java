/**
 * The contract between Toktra's services: every record that travels on a topic, the topics' names and their JSON.
 * Records enforce their own laws when they are made, so that a record in hand is a valid one. Nothing here knows a
 * framework; a change that an older reader could not understand needs a new topic version.
 */
@NullMarked
package dev.toktra.events;

import org.jspecify.annotations.NullMarked;
