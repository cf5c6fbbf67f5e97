/** Organisations with their settings, and their departments and teams. */
@NullMarked
package dev.toktra.gateway.organisations;

import org.jspecify.annotations.NullMarked;
