/** Vertex AI: tokens and requests from the time series of Google Cloud's monitoring. */
@NullMarked
package dev.toktra.reconciliation.providers.vertex;

import org.jspecify.annotations.NullMarked;
