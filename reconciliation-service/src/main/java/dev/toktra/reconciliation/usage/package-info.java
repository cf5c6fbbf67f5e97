/**
 * Usage as it is asked for: by hour, day, week or month of the organisation, and by person, model, provider, department,
 * team or application. A day counts for the person and the department of that day. Every answer is read from one state of
 * the database and holds only what its caller may see.
 */
@NullMarked
package dev.toktra.reconciliation.usage;

import org.jspecify.annotations.NullMarked;
